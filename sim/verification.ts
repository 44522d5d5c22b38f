/**
 * The independent proof of `--verify`. While a run goes on it keeps what a replay needs: who was funded, and each
 * block's environment, bytes and receipts. Afterwards stock ethereumjs executes all of it again.
 */
import type { ChainProfile } from './chain/profile.ts';
import type { Engine } from './engine/engine.ts';
import type { ReplayedBlock, ReplayResult } from './engine/stock-replay.ts';
import type { SealedBlock } from './ethereum/block.ts';
import type { Address } from './units.ts';

export type VerificationResult = ReplayResult;

type Fund = (address: Address, balanceWei: bigint) => void;

export interface Verification {
  readonly record: (block: SealedBlock) => void;
  /** The same funding, remembered. */
  readonly funding: (fund: Fund) => Fund;
  readonly finish: (engine: Engine) => Promise<VerificationResult | undefined>;
}

export const createVerification = (kind: 'none' | 'stock', profile: ChainProfile): Verification =>
  kind === 'none' ? noVerification : stockVerification(profile);

const noVerification: Verification = {
  record: () => {},
  funding: (fund) => fund,
  finish: async () => undefined,
};

const stockVerification = ({ chainId, hardfork }: ChainProfile): Verification => {
  const funds: [Address, bigint][] = [];
  const blocks: ReplayedBlock[] = [];
  return {
    record: ({ environment, hash, gasUsed, transactions }) =>
      void blocks.push({ environment, hash, gasUsed, transactions: transactions.map(withoutEnvelope) }),
    funding: (fund) => (address, balanceWei) => {
      funds.push([address, balanceWei]);
      fund(address, balanceWei);
    },
    finish: async (engine) => {
      // Loaded here, because only a run that verifies should pay for the library's tries.
      const { createStockReplay } = await import('./engine/stock-replay.ts');
      const replay = await createStockReplay({ chainId, hardfork, funds });
      for (const block of blocks) await replay.block(block);
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
