/**
 * Who can read what, found out by trying: each party takes all it holds, and the fields that the paper's introduction reports as leaked are
 * looked for in what it gets. A party that holds nothing but what the chain shows tries the published address with a key of its own.
 */
import { hexToBytes } from '../../../sim/index.ts';
import { keyName } from '../protocol/custody.ts';
import { type AddressSubject, openAddress } from '../protocol/encrypted-address.ts';
import { pointerName } from '../protocol/record-keeping.ts';
import { openRecord } from '../protocol/sealed-record.ts';
import type { Wanted } from '../protocol/staff.ts';
import { canaryFields } from '../records/bundle.ts';
import { createScanner } from '../records/scanner.ts';
import type { Parties } from './parties.ts';
import { publishedBytes } from './public-chain.ts';

export interface Knowledge {
  readonly who: string;
  /** Whether the encrypted address opens. */
  readonly address: 'opens' | 'sealed';
  /** How many of the fields were found. */
  readonly fieldCount: number;
  readonly fieldsInAll: number;
}

const nothing = new Uint8Array();

/** `released` is what MS got in step 6. */
export const knowledge = async (
  parties: Parties,
  wanted: Wanted,
  released: Uint8Array,
): Promise<readonly Knowledge[]> => {
  const { keys, live, record } = parties;
  const published = await publishedBytes(live);
  const { scan } = createScanner(record.canaries);
  const subject = await subjectOf(parties, wanted);
  const of = async (who: string, key: keyof typeof keys, plaintext: Uint8Array): Promise<Knowledge> => {
    const opened = await openAddress(parties.deployment, subject, hexToBytes(wanted.pointer), keys[key]);
    const found = new Set(scan(who, Buffer.concat([published, plaintext])).map(({ canary }) => canary));
    return {
      who,
      address: opened === undefined ? 'sealed' : 'opens',
      fieldCount: found.size,
      fieldsInAll: canaryFields.length,
    };
  };
  return [
    await of('everybody, from the chain', 'stranger', nothing),
    await of('HP, the hospital', 'hospital', nothing),
    await of('MS, with consent', 'staff', released),
    await of('MDRS, as custodian', 'server', await custodyOf(parties, subject)),
  ];
};

const subjectOf = async ({ view }: Parties, { sp, mdrs, recordId }: Wanted): Promise<AddressSubject> => {
  const { contentHash, version } = await view.pointer(sp, recordId);
  return { sp, mdrs, recordId, contentHash, version };
};

/** With the server's key to the address, the bytes that lie there, and the key that it keeps for them. */
const custodyOf = async (
  { store, deployment, keys }: Parties,
  subject: AddressSubject,
): Promise<Uint8Array> => {
  const wire = await store.pointers.get(pointerName(subject.sp, subject.recordId));
  const locator = wire && (await openAddress(deployment, subject, wire, keys.server));
  const bytes = locator && (await store.blobs.get(locator.locator));
  const dataKey = await store.dataKeys.get(keyName('A', subject, subject.mdrs));
  return (bytes && dataKey && openRecord(bytes, dataKey)) ?? nothing;
};
