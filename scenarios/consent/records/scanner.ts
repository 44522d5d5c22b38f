/**
 * Looks for canaries in whatever bytes left a system: as they are, in hexadecimal, in base64 at each of the three places where a text can begin in
 * it, and as unsalted SHA-256 or keccak-256. A hash of few possible values is no secret, so it counts as the value.
 *
 * Text is searched in both cases of letters for hexadecimal; UTF-16 and compression are not looked through.
 */
import { createHash } from 'node:crypto';
import { keccak256 } from '../../../sim/index.ts';

export const canaryForms = ['raw', 'hex', 'base64', 'sha256', 'keccak256'] as const;
export type CanaryForm = (typeof canaryForms)[number];

export interface Hit {
  readonly canary: string;
  readonly form: CanaryForm;
  /** Where: the name that the scanned bytes were given. */
  readonly place: string;
  readonly offset: number;
}

interface Needle {
  readonly canary: string;
  readonly form: CanaryForm;
  readonly bytes: Buffer;
}

export interface Scanner {
  scan(place: string, bytes: Uint8Array): readonly Hit[];
}

export const createScanner = (canaries: Readonly<Record<string, string>>): Scanner => {
  const needles = Object.entries(canaries).flatMap(([canary, value]) =>
    needlesFor(canary, Buffer.from(value)),
  );
  return {
    scan: (place, bytes) => {
      const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return needles.flatMap(({ canary, form, bytes: needle }) => {
        const offset = haystack.indexOf(needle);
        return offset === -1 ? [] : [{ canary, form, place, offset }];
      });
    },
  };
};

const needlesFor = (canary: string, value: Buffer): Needle[] => {
  const needle = (form: CanaryForm, bytes: Buffer): Needle => ({ canary, form, bytes });
  const hashes = [
    ['sha256', createHash('sha256').update(value).digest()],
    ['keccak256', Buffer.from(keccak256(value))],
  ] as const;
  return [
    needle('raw', value),
    ...hexTexts(value).map((text) => needle('hex', text)),
    ...base64Texts(value).map((text) => needle('base64', text)),
    ...hashes.flatMap(([form, hash]) =>
      [hash, ...hexTexts(hash), ...base64Texts(hash)].map((bytes) => needle(form, bytes)),
    ),
  ];
};

const hexTexts = (value: Buffer): Buffer[] => {
  const text = value.toString('hex');
  return [Buffer.from(text), Buffer.from(text.toUpperCase())];
};

/** The characters that depend on the value alone: those that share bits with unknown neighbours are left out. */
const base64Texts = (value: Buffer): Buffer[] =>
  [0, 1, 2].flatMap((before) => {
    const bits = 8 * (before + value.length);
    const padded = Buffer.concat([Buffer.alloc(before), value]).toString('base64');
    const own = padded.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6));
    const urlSafe = own.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([own, urlSafe])].map((text) => Buffer.from(text));
  });
