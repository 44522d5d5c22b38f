import { BenchError, exitCodes } from '../errors.ts';
import type { Address } from '../units.ts';

/**
 * One nonce sequence per account, from 0, that survives rejected sends: a nonce whose transaction never entered the
 * chain's pool (refused) or left it again (evicted) is given back, and the next send takes the lowest one given back.
 * Law: what was taken, less what was given back, holds no nonce twice; a send always takes the lowest free one.
 *
 * Sends of the same account that were already with the node when an earlier one was refused stay where they are:
 * they wait behind the gap until the account's next send fills it, and are pending if there is none. Where the node
 * answers within the instant, as the simulated chain does, no such sends exist.
 */
export interface NonceBook {
  take(address: Address): number;
  /** The taken nonce was not used after all. Throws `NonceMisuseError` when it is not taken. */
  giveBack(address: Address, nonce: number): void;
}

export const createNonceBook = (): NonceBook => {
  /** The first nonce never taken. */
  const nextNonces = new Map<Address, number>();
  /** Nonces given back below it, ascending; accounts without any have no entry. */
  const gapsByAddress = new Map<Address, number[]>();

  return {
    take: (address) => {
      const gaps = gapsByAddress.get(address);
      if (gaps !== undefined) {
        if (gaps.length === 1) gapsByAddress.delete(address);
        return gaps.shift() as number;
      }
      const nonce = nextNonces.get(address) ?? 0;
      nextNonces.set(address, nonce + 1);
      return nonce;
    },
    giveBack: (address, nonce) => {
      let next = nextNonces.get(address) ?? 0;
      const gaps = gapsByAddress.get(address) ?? [];
      if (nonce >= next || gaps.includes(nonce)) throw new NonceMisuseError(address, nonce);
      gaps.push(nonce);
      gaps.sort((a, b) => a - b);
      // What lies at the end is no gap: the sequence just shrinks.
      for (; gaps.at(-1) === next - 1; gaps.pop()) next -= 1;
      nextNonces.set(address, next);
      if (gaps.length === 0) gapsByAddress.delete(address);
      else gapsByAddress.set(address, gaps);
    },
  };
};

export class NonceMisuseError extends BenchError {
  override readonly name = 'NonceMisuseError';

  constructor(address: Address, nonce: number) {
    super(`nonce ${nonce} of ${address} is given back without having been taken`, {
      code: 'NONCE_NOT_TAKEN',
      exitCode: exitCodes.internal,
      problems: [{ path: address, expected: 'a nonce that is taken', received: String(nonce) }],
    });
  }
}
