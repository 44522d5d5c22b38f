/**
 * Whether history that somebody has seen is still the chain's. Whoever keeps a block's number and hash outside the chain has a checkpoint; a receipt is one,
 * so each reader holds some without trying. A chain that was rewritten is consistent in itself and shows nothing to those who hold none.
 */
import type { Hex } from '../../../sim/index.ts';
import type { AccessReceipt } from './access-messages.ts';

export type Checkpoint = Pick<AccessReceipt, 'blockNumber' | 'blockHash'>;

/** Those whose block the chain no longer has. `hashAt` is the chain's answer, undefined above its head. */
export const contradicted = async (
  checkpoints: readonly Checkpoint[],
  hashAt: (blockNumber: number) => Promise<Hex | undefined>,
): Promise<readonly Checkpoint[]> => {
  const found = await Promise.all(
    checkpoints.map(async (checkpoint) => {
      const isThere = (await hashAt(checkpoint.blockNumber)) === checkpoint.blockHash;
      return isThere ? [] : [checkpoint];
    }),
  );
  return found.flat();
};
