/**
 * Ours, as the simulated chain drives it: bytes go through the node's door into its mempool, its block builder takes
 * them from there into the engine, and the receipts of the sealed block are written into the recorder of a run.
 */

import { createNode } from '../../chain/node.ts';
import { createEthereumjsEngine } from '../../engine/ethereumjs.ts';
import type { SealedBlock } from '../../ethereum/block.ts';
import { hexToBytes } from '../../ethereum/hex.ts';
import { tuneHeap } from '../../heap.ts';
import { createRandom } from '../../kernel/random-stream.ts';
import { createRecorder, type Recorder } from '../../measure/recorder.ts';
import { ethereumRules } from '../../pool/admission.ts';
import type { ChainProfile } from '../../profile/profile.ts';
import { profiles } from '../../profile/profiles.ts';
import type { Hex } from '../../units.ts';
import { type Fixture, inBatches, type RecordedReceipt, type Session, type System } from './system.ts';

export const system: System = {
  name: 'chronobench',
  start: async (fixture) => {
    tuneHeap();
    const session = startSession(fixture);
    await session.execute([fixture.deployment]);
    return session;
  },
};

const startSession = (fixture: Fixture): Session => {
  const { chainId, hardfork, blockGasLimit, transactionsPerBlock } = fixture;
  let timeMs = 0;
  const engine = createEthereumjsEngine({ chainId, hardfork });
  for (const address of fixture.accounts) engine.fund(address as Hex, BigInt(fixture.balanceWei));
  const node = createNode({
    profile: { ...(profiles[0] as ChainProfile), chainId, hardfork, blockGasLimit: BigInt(blockGasLimit) },
    engine,
    rules: ethereumRules(chainId, hardfork),
    random: createRandom(1),
    nowMs: () => timeMs,
    timestampStepS: 1n,
    onDropped: (hash, reason) => {
      throw new Error(`${hash} was dropped: ${reason}`);
    },
  });
  const recorder = createRecorder();
  const rowOf = new Map<Hex, number>();

  const submit = (raw: string): void => {
    const { submission, sender } = node.submit(hexToBytes(raw as Hex));
    if (submission.kind === 'refused' || sender === undefined) throw new Error(`refused: ${raw}`);
    const plan = { roundIndex: 0, index: rowOf.size, kind: 'transaction', label: 'perf' } as const;
    const row = recorder.begin({ ...plan, sender, intendedMs: timeMs });
    recorder.submitted(row, timeMs, submission.hash, 0);
    rowOf.set(submission.hash, row);
  };
  const recordBlock = ({ transactions, environment }: SealedBlock): void => {
    for (const { transaction, receipt } of transactions) {
      const row = rowOf.get(transaction.hash) as number;
      recorder.included(row, timeMs, environment.number, receipt.gasUsed, receipt.effectiveGasPriceWei);
      if (receipt.status === 'success') recorder.confirmed(row, timeMs);
      else recorder.failed(row, timeMs, 'reverted');
    }
    rowOf.clear();
  };
  return {
    execute: async (transactions) => {
      const firstRow = recorder.rowCount();
      for (const batch of inBatches(transactions, transactionsPerBlock)) {
        batch.forEach(submit);
        timeMs += 1000;
        recordBlock((await node.sealBest(timeMs)).sealed);
      }
      return transactions.map((_, index) => receiptAt(recorder, firstRow + index));
    },
    close: async () => {},
  };
};

const receiptAt = (recorder: Recorder, row: number): RecordedReceipt => {
  const { hash = '', status, gasUsed = 0n } = recorder.record(row);
  return { hash, succeeded: status === 'succeeded', gasUsed: Number(gasUsed) };
};
