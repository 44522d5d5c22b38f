/**
 * What comes over the wire is JSON text of bounded size and fixed form. Binary is lower-case hexadecimal, or base 64 where it may be long; numbers are
 * whole; unknown fields are refused. All of it is settled before any cryptography.
 */
import { z } from 'zod';
import type { Hex } from '../../../sim/index.ts';
import type { RefusalCode } from './refusal.ts';

const isHex = (value: unknown): value is Hex =>
  typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value);
const byteCountOf = (value: Hex): number => (value.length - 2) / 2;

export const hexBetween = (least: number, most: number) =>
  z.custom<Hex>((value) => isHex(value) && byteCountOf(value) >= least && byteCountOf(value) <= most);
const hex = (byteCount: number) => hexBetween(byteCount, byteCount);

export const address = hex(20);
export const word = hex(32);
/** RFC 9180: an encapsulated key, a data key, a tag. */
export const wrappedKey = hex(32 + 32 + 16);

/** An account's has 65 bytes; a contract wallet's is what its owners agree on, of a dozen signatures say. */
const [leastSignatureByteCount, maxSignatureByteCount] = [65, 1_024];
export const signature = hexBetween(leastSignatureByteCount, maxSignatureByteCount);

export const whole = (bits: number) =>
  z
    .int()
    .min(0)
    .max(Math.min(2 ** bits - 1, Number.MAX_SAFE_INTEGER));

/** 256 bits as decimal digits: JSON has no such number. */
export const wholeText = z
  .string()
  .regex(/^(0|[1-9]\d{0,77})$/)
  .transform(BigInt)
  .refine((value) => value < 2n ** 256n);

export const base64 = (maxByteCount: number) =>
  z
    .base64()
    .max(4 * Math.ceil(maxByteCount / 3))
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .refine((bytes) => bytes.length > 0 && bytes.length <= maxByteCount);

/** One registry on one chain, and who signed. */
export const envelope = { chainId: whole(53), verifyingContract: address, signature };

export const readForm = <Form extends z.ZodType>(
  form: Form,
  maxLength: number,
  text: unknown,
): z.output<Form> | Extract<RefusalCode, 'tooLarge' | 'malformed'> => {
  if (typeof text !== 'string') return 'malformed';
  if (text.length > maxLength) return 'tooLarge';
  const parsed = form.safeParse(parseJson(text));
  return parsed.success ? parsed.data : 'malformed';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
