/**
 * The encrypted addresses that a server has sealed or opened. Opening is a pure function of ciphertext, subject and the server's keys, so remembering it
 * changes no answer; a doctor who goes through a record opens the same address again and again. What did not open is not remembered: anybody
 * can send that. The number is bounded, the oldest goes first; a server that starts anew opens them.
 */
import { type Hex, hexToBytes } from '../../../sim/index.ts';
import type { Locator } from '../server/stores/store.ts';
import { type AddressSubject, type Deployment, openAddress } from './encrypted-address.ts';
import type { EncryptionKeys } from './hpke.ts';

export interface OpenedAddresses {
  /** As `openAddress`; `pointerHash` is the hash of the wire, and has been checked. */
  open(subject: AddressSubject, wire: Hex, pointerHash: Hex): Promise<Locator | undefined>;
  /** What this server has just sealed there. */
  remember(subject: AddressSubject, pointerHash: Hex, locator: Locator): void;
}

interface Opened {
  readonly subject: AddressSubject;
  readonly locator: Locator;
}

export const createOpenedAddresses = (
  deployment: Deployment,
  keys: EncryptionKeys,
  mostCount: number,
): OpenedAddresses => {
  const opened = new Map<Hex, Opened>();
  const remember = (subject: AddressSubject, pointerHash: Hex, locator: Locator): void => {
    opened.set(pointerHash, { subject, locator });
    const [oldest] = opened.keys();
    if (opened.size > mostCount && oldest !== undefined) opened.delete(oldest);
  };
  return {
    remember,
    async open(subject, wire, pointerHash) {
      const known = opened.get(pointerHash);
      if (known !== undefined && isSame(known.subject, subject)) return known.locator;
      const locator = await openAddress(deployment, subject, hexToBytes(wire), keys);
      if (locator !== undefined) remember(subject, pointerHash, locator);
      return locator;
    },
  };
};

const isSame = (one: AddressSubject, other: AddressSubject): boolean =>
  one.sp === other.sp &&
  one.mdrs === other.mdrs &&
  one.recordId === other.recordId &&
  one.contentHash === other.contentHash &&
  one.version === other.version;
