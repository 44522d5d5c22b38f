/**
 * Who is on a chain that `bench serve` starts: parties with keys that anybody can derive from their names, for trying it out. They
 * own simulated money on a chain that lives as long as the process; the server's own keys are drawn anew and told to nobody.
 */
import { bytesToHex, hexToBytes, keccak256 } from '../../../../sim/index.ts';
import { type AccountKey, accountKey } from '../../protocol/account-signature.ts';

export const roles = ['regulator', 'hospital', 'staff', 'patient'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly account: AccountKey;
  readonly privateKey: `0x${string}`;
}

export const actorOf = (privateKey: `0x${string}`): Actor => ({
  privateKey,
  account: accountKey(hexToBytes(privateKey)),
});

export const castMember = (role: Role): Actor =>
  actorOf(bytesToHex(keccak256(Buffer.from(`bench serve ${role}`))));
