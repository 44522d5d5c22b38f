/** Who sends transactions in tests: fixed keys, so that calldata and with it gas is the same in every run. */
import { addressOf } from '../../sim/ethereum/crypto.ts';
import type { Address } from '../../sim/units.ts';

export interface Actor {
  readonly address: Address;
  readonly key: Uint8Array;
}

export const actor = (number: number): Actor => {
  const key = new Uint8Array(32).fill(number);
  return { key, address: addressOf(key) };
};

/** Patients, staff, and (where a contract registers them) the staff's providers, resource servers and the regulator. */
export const actors = {
  alice: actor(1),
  bob: actor(2),
  maria: actor(3),
  noor: actor(4),
  carol: actor(5),
  otto: actor(6),
  hospital: actor(7),
  clinic: actor(8),
  archive: actor(9),
  cloud: actor(10),
  regulator: actor(11),
} as const;
