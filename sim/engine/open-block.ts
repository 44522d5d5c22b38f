/**
 * One block while it is being built: transactions are executed one by one, an invalid one leaves no trace, and in the
 * end the block is sealed, which runs the block's own state changes, or discarded. The block is a checkpoint of the
 * state; the library's block is made once, because `runTx` reads its header only.
 */
import type { Block } from '@ethereumjs/block';
import { runTx, type VM } from '@ethereumjs/vm';
import { type BlockEnvironment, headerHash, type IncludedTransaction } from '../ethereum/block.ts';
import { effectiveGasPriceWei } from '../ethereum/fees.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { JournaledState } from '../state/journaled-state.ts';
import type { Hex } from '../units.ts';
import { beginBlock, endBlock } from './block-processing.ts';
import type { Execution, OpenBlock } from './engine.ts';
import { receiptFrom } from './receipt-from-result.ts';
import { createReservations } from './reservations.ts';
import { invalidReason } from './validity.ts';

export interface BlockSite {
  readonly vm: VM;
  readonly state: JournaledState;
  readonly hardfork: Hardfork;
  readonly environment: BlockEnvironment;
  readonly block: Block;
  /** Told once, when the block has become part of the chain, by its hash, or is forgotten. */
  readonly onClosed: (hash: Hex | undefined) => void;
}

export const openBlock = async (site: BlockSite): Promise<OpenBlock> => {
  const { vm, state, environment, block, onClosed } = site;
  const transactions: IncludedTransaction[] = [];
  const reservations = createReservations();
  let gasUsed = 0n;
  await state.checkpoint();
  await beginBlock(vm, block);
  return {
    gasUsed: () => gasUsed,
    execute: async (transaction) => {
      const execution = await execute(site, transaction, gasUsed);
      if (execution.kind === 'executed') {
        transactions.push({ transaction, receipt: execution.receipt });
        reservations.executed();
        gasUsed += execution.receipt.gasUsed;
      }
      return execution;
    },
    reserve: (gas) => {
      reservations.add(gas);
      gasUsed += gas;
    },
    seal: async () => {
      await endBlock(vm, block);
      await state.commit();
      state.sealBlock(environment.number);
      const hash = headerHash(block, gasUsed);
      onClosed(hash);
      return { environment, hash, gasUsed, transactions, ...reservations.sealed() };
    },
    discard: async () => {
      await state.revert();
      onClosed(undefined);
    },
  };
};

const execute = async (site: BlockSite, transaction: Transaction, gasUsed: bigint): Promise<Execution> => {
  const { state, hardfork, environment } = site;
  const sender = state.account(transaction.envelope.getSenderAddress().bytes);
  const reason = invalidReason({ transaction, sender, environment, gasUsed, hardfork });
  if (reason !== undefined) return { kind: 'invalid', reason, message: `${reason}: ${transaction.hash}` };
  try {
    return { kind: 'executed', receipt: await run(site, transaction, gasUsed) };
  } catch (error) {
    return {
      kind: 'invalid',
      reason: 'other',
      message: error instanceof Error ? error.message : String(error),
    };
  }
};

const run = async (
  { vm, state, environment, block }: BlockSite,
  transaction: Transaction,
  gasUsed: bigint,
): Promise<Receipt> => {
  const { envelope: tx, messageGas } = transaction;
  const result = await runTx(vm, { tx, block, blockGasUsed: gasUsed, skipHardForkValidation: true });
  const price = effectiveGasPriceWei(transaction, environment.baseFeePerGasWei);
  return receiptFrom(
    result,
    messageGas,
    vm.common.param('maxRefundQuotient'),
    price,
    state.takeStorageWrite(),
  );
};
