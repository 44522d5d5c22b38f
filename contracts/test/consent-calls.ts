/** The paper's calls as tests make them: who asks whom, who grants, who revokes, and what GetMS then says. */
import { encodePacked, keccak256 } from 'viem/utils';
import type { Hex } from '../../sim/units.ts';
import type { Actor } from './actors.ts';
import type { Contract, Outcome } from './sandbox.ts';

export const status = { none: 0, requested: 1, active: 2, revoked: 3 } as const;
export const pointer: Hex = `0x${'c1'.repeat(112)}`;

export interface Policy {
  readonly status: number;
  readonly requestedAt: bigint;
  readonly token: Hex;
  readonly encryptedAddress: Hex;
}

export const request = (contract: Contract, ms: Actor, sp: Actor): Promise<Outcome> =>
  contract.send(ms, 'reqManage', [sp.address]);
export const grant = (contract: Contract, sp: Actor, ms: Actor, where: Hex = pointer): Promise<Outcome> =>
  contract.send(sp, 'grant', [ms.address, where]);
export const revoke = (contract: Contract, sp: Actor, ms: Actor): Promise<Outcome> =>
  contract.send(sp, 'revoc', [ms.address]);
export const policy = async (contract: Contract, sp: Actor, ms: Actor, reader: Actor = ms): Promise<Policy> =>
  (await contract.read(reader, 'GetMS', [sp.address, ms.address])) as Policy;

export const tokenOf = (sp: Actor, ms: Actor, blockNumber: number): Hex =>
  keccak256(encodePacked(['address', 'address', 'uint256'], [sp.address, ms.address, BigInt(blockNumber)]));
