/**
 * The independent proof of `--verify`. While a run goes on it keeps what a replay needs: who was funded, and each
 * block's environment, bytes and receipts. Afterwards stock ethereumjs executes again the branch that the client's node
 * holds in the end, from genesis, and nothing of the others: the state must not tell that they ever existed.
 */

import type { VM } from '@ethereumjs/vm';
import { createBranchLog } from './branch-log.ts';
import type { Engine } from './engine/engine.ts';
import type { SealedBlock } from './ethereum/block.ts';
import type { ChainProfile } from './profile/profile.ts';
import type { ReplayedBlock, ReplayResult } from './proof/stock-replay.ts';
import type { Address, Hex } from './units.ts';

export type VerificationResult = ReplayResult;

type Fund = (address: Address, balanceWei: bigint) => void;

export interface Verification {
  readonly record: (block: SealedBlock) => void;
  /** The same funding, remembered. */
  readonly funding: (fund: Fund) => Fund;
  /** `head`: of the branch that counts. */
  readonly finish: (engine: Engine, head: Hex) => Promise<VerificationResult | undefined>;
}

/** `watch`: is shown the machine of the replay before it begins. */
export type WatchReplay = (machine: VM) => void;

export const createVerification = (
  kind: 'none' | 'stock',
  profile: ChainProfile,
  watch?: WatchReplay,
): Verification => (kind === 'none' ? noVerification : stockVerification(profile, watch));

const noVerification: Verification = {
  record: () => {},
  funding: (fund) => fund,
  finish: async () => undefined,
};

const stockVerification = (
  { chainId, hardfork }: ChainProfile,
  watch: WatchReplay | undefined,
): Verification => {
  const funds: [Address, bigint][] = [];
  const log = createBranchLog<ReplayedBlock>();
  return {
    record: (block) => log.add(block, { ...block, transactions: block.transactions.map(withoutEnvelope) }),
    funding: (fund) => (address, balanceWei) => {
      funds.push([address, balanceWei]);
      fund(address, balanceWei);
    },
    finish: async (engine, head) => {
      // Loaded here, because only a run that verifies should pay for the library's tries.
      const { createStockReplay } = await import('./proof/stock-replay.ts');
      const replay = await createStockReplay({ chainId, hardfork, funds }, watch);
      const branch = log.branch(head);
      for (const block of branch) await replay.block(block);
      if (branch.length > 0) await engine.checkout(head);
      return replay.finish(await engine.stateRoot());
    },
  };
};

/** The library's decoded form is large, and the replay decodes for itself. */
const withoutEnvelope = ({
  transaction: { raw, hash, sender },
  receipt,
}: SealedBlock['transactions'][number]) => ({
  transaction: { raw, hash, sender },
  receipt,
});
