import { expect, it } from 'vitest';
import type { BlockRow } from './block-log.ts';
import { createBlockLog } from './block-log.ts';

it('a block log gives back every block as it was added, with or without base fee', () => {
  const block: BlockRow = {
    number: 1,
    hash: `0x${'0f'.repeat(32)}`,
    timeMs: 2000.125,
    timestampS: 1_700_000_002n,
    transactionCount: 3,
    gasUsed: 63_000n,
    gasLimit: 60_000_000n,
    baseFeePerGasWei: 7n,
    pendingCount: 2,
    queuedCount: 1,
  };
  const legacy: BlockRow = { ...block, number: 2, baseFeePerGasWei: undefined };
  const log = createBlockLog();
  log.add(block);
  log.add(legacy);
  expect([log.count(), log.row(0), log.row(1)]).toEqual([2, block, legacy]);
});

it('a block log forgets blocks that were taken back, and goes on from there', () => {
  const blockOf = (number: number): BlockRow => ({
    ...{ number, hash: `0x${'0f'.repeat(32)}`, timeMs: number, timestampS: 1n, transactionCount: 0 },
    ...{ gasUsed: 0n, gasLimit: 1n, baseFeePerGasWei: undefined, pendingCount: 0, queuedCount: 0 },
  });
  const log = createBlockLog();
  for (const number of [1, 2, 3]) log.add(blockOf(number));
  log.takeBack(2);
  log.add({ ...blockOf(2), timeMs: 9 });
  expect([log.count(), log.row(0), log.row(1)]).toEqual([2, blockOf(1), { ...blockOf(2), timeMs: 9 }]);
});
