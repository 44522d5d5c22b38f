/** A million transactions in one `bench run`: what the process needs at most, and how long it takes to write it all. */
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import type { MemoryMeasurement } from './memory-child.ts';
import type { Measure } from './section.ts';
import { renderTable, seconds, whole } from './table.ts';

const child = join(import.meta.dirname, 'memory-child.ts');
const transactionCount = Number(process.env.PERF_MEMORY_TRANSACTIONS ?? 1_000_000);
const accountCount = 10_000;

export const memory: Measure = async (progress) => {
  progress(`${whole(transactionCount)} transactions`);
  const size = { PERF_TRANSACTIONS: String(transactionCount), PERF_ACCOUNTS: String(accountCount) };
  const { wallMs, peakBytes, fileBytes } = await measureInChild<MemoryMeasurement>(child, [], {
    ...process.env,
    ...size,
  });
  const tps = (transactionCount / wallMs) * 1000;
  const table = renderTable(
    ['transactions', 'accounts', 'peak memory', 'target', 'time', 'tx/s', 'transactions.csv'],
    [
      [
        whole(transactionCount),
        whole(accountCount),
        `${whole(peakBytes / 1e6)} MB`,
        '1,500 MB',
        seconds(wallMs),
        whole(tps),
        `${whole(fileBytes / 1e6)} MB`,
      ],
    ],
  );
  return {
    title: `bench run of ${whole(transactionCount)} transactions that each write a fresh storage slot, ${pinning}`,
    text: table,
    data: { transactionCount, accountCount, wallMs, peakBytes, fileBytes, tps },
  };
};
