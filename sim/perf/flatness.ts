/**
 * From request to recorded receipt, signing included, through the whole run: does a transaction cost the same after
 * many others, and among many accounts? Every case is a process of its own, on one core, with all its accounts in the
 * state and the code warm before the clock starts. The cases take turns, so that a busy machine slows all of them.
 */
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import type { RunMeasurement } from './run-child.ts';
import type { Measure } from './section.ts';
import { medianOf, ratio, renderTable, seconds, whole } from './table.ts';

const roundCount = 3;
const child = join(import.meta.dirname, 'run-child.ts');

const cases = [
  { name: '1,000 transactions', transactionCount: 1_000, accountCount: 10_000 },
  { name: '10,000 transactions', transactionCount: 10_000, accountCount: 10_000 },
  { name: '100,000 transactions', transactionCount: 100_000, accountCount: 10_000 },
  { name: '1,000 accounts', transactionCount: 10_000, accountCount: 1_000 },
  { name: '100,000 accounts', transactionCount: 10_000, accountCount: 100_000 },
  { name: '1,000,000 accounts', transactionCount: 10_000, accountCount: 1_000_000 },
] as const;

export const flatness: Measure = async (progress) => {
  const measured = cases.map((): RunMeasurement[] => []);
  for (let round = 0; round < roundCount; round += 1)
    for (const [index, { name, transactionCount, accountCount }] of cases.entries()) {
      progress(`round ${round + 1} of ${roundCount}: ${name}`);
      const size = { PERF_TRANSACTIONS: String(transactionCount), PERF_ACCOUNTS: String(accountCount) };
      measured[index]?.push(await measureInChild<RunMeasurement>(child, [], { ...process.env, ...size }));
    }
  const rows = measured.map((measurements, index) => ({
    ...(cases[index] as (typeof cases)[number]),
    ...summarise(measurements),
  }));
  const slowdown = (key: 'wallTps' | 'cpuTps', of: readonly (typeof rows)[number][]): string => {
    const rates = of.map((row) => row[key]);
    return ratio(Math.max(...rates) / Math.min(...rates));
  };
  const table = renderTable(
    ['size', 'transactions', 'accounts', 'tx/s', 'tx/s of CPU', 'failed', 'peak memory', 'set-up'],
    rows.map((row) => [
      row.name,
      whole(row.transactionCount),
      whole(row.accountCount),
      whole(row.wallTps),
      whole(row.cpuTps),
      whole(row.failedCount),
      `${whole(row.peakBytes / 1e6)} MB`,
      seconds(row.setUpWallMs),
    ]),
  );
  const [byTransactions, byAccounts] = [rows.slice(0, 3), rows.slice(3)];
  return {
    title: `From request to recorded receipt, signing included, ${pinning}, median of ${roundCount} interleaved rounds`,
    text: [
      table,
      `fastest ÷ slowest from 1,000 to 100,000 transactions: ${slowdown('wallTps', byTransactions)} by the clock, ${slowdown('cpuTps', byTransactions)} by processor time; target: 1.20×`,
      `fastest ÷ slowest from 1,000 to 1,000,000 accounts: ${slowdown('wallTps', byAccounts)} by the clock, ${slowdown('cpuTps', byAccounts)} by processor time; target: 1.50×`,
      'target of every row: 1,800 tx/s',
    ].join('\n'),
    data: { rows },
  };
};

const summarise = (measurements: readonly RunMeasurement[]) => {
  const median = (of: (measurement: RunMeasurement) => number): number => medianOf(measurements.map(of));
  return {
    wallTps: median(({ transactionCount, wallMs }) => (transactionCount / wallMs) * 1000),
    cpuTps: median(({ transactionCount, cpuMs }) => (transactionCount / cpuMs) * 1000),
    failedCount: median(({ failedCount }) => failedCount),
    setUpWallMs: median(({ setUpWallMs }) => setUpWallMs),
    peakBytes: median(({ peakBytes }) => peakBytes),
  };
};
