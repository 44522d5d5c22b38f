/**
 * E3: delay against the number of transactions, at one send rate far above capacity. A queue that serves μ per second
 * in order and is sent N within W has delays of
 *
 *   mean = N/(2μ) − W/2      greatest = N/μ − W
 *
 * whatever the contract is. Blocks serve in batches, which moves each by less than a block interval.
 */
import {
  type Experiment,
  type PublishedRow,
  type SimulatedRound,
  type StudyTable,
  studyTable,
} from '../../sim/index.ts';
import { alignedRate } from './aligned-rate.ts';
import { type Capacity, capacityChain, capacityTps } from './capacity-chain.ts';
import { percentOff, seconds } from './rounds.ts';
import { getMSScenario } from './set-up.ts';

/** 12 per second, as the paper's tables show, in small blocks. */
const capacity: Capacity = { intervalMs: 500, transactionsPerBlock: 6 };
const sendTps = 300;
const counts = [25, 50, 100, 200, 400, 800, 1600];

interface Overload {
  readonly name: string;
  readonly count: number;
  readonly servedTps: number;
  readonly windowS: number;
  readonly meanS: number | null;
  readonly maxS: number | null;
}

const meanByLaw = ({ count, servedTps, windowS }: Overload): number => count / (2 * servedTps) - windowS / 2;
const maxByLaw = ({ count, servedTps, windowS }: Overload): number => count / servedTps - windowS;

const simulated = ({ summary }: SimulatedRound): Overload => ({
  name: summary.label,
  count: summary.submitted,
  servedTps: capacityTps(capacity),
  windowS: (summary.submitted - 1) / (summary.sendRateTps ?? Number.NaN),
  meanS: seconds(summary.latencyMs.mean),
  maxS: seconds(summary.latencyMs.max),
});

/** W = N / send rate, as Caliper has it; μ is the throughput that was printed. */
const published = (row: PublishedRow): readonly Overload[] => {
  const { name, successes, sendRateTps, throughputTps, avgDelayS, maxDelayS } = row;
  if (successes === null || successes < 2 || sendRateTps === null || throughputTps === null) return [];
  const windowS = successes / sendRateTps;
  return [{ name, count: successes, servedTps: throughputTps, windowS, meanS: avgDelayS, maxS: maxDelayS }];
};

const lawTable = (
  about: Pick<StudyTable, 'id' | 'title' | 'remark'>,
  rows: readonly Overload[],
): StudyTable =>
  studyTable(about, rows, [
    { key: 'row', head: 'Row', value: ({ name }) => name },
    { key: 'transactions', head: 'N', decimals: 0, value: ({ count }) => count },
    { key: 'window_s', head: 'Sent within', unit: 's', decimals: 2, value: ({ windowS }) => windowS },
    { key: 'served_tps', head: 'Served', unit: 'TPS', decimals: 1, value: ({ servedTps }) => servedTps },
    { key: 'mean_s', head: 'Mean', unit: 's', decimals: 2, value: ({ meanS }) => meanS },
    { key: 'mean_law_s', head: 'Mean by law', unit: 's', decimals: 2, value: meanByLaw },
    {
      key: 'mean_off_percent',
      head: 'Mean off',
      unit: '%',
      decimals: 1,
      value: (row) => percentOff(row.meanS, meanByLaw(row)),
    },
    { key: 'max_s', head: 'Max', unit: 's', decimals: 2, value: ({ maxS }) => maxS },
    { key: 'max_law_s', head: 'Max by law', unit: 's', decimals: 2, value: maxByLaw },
    {
      key: 'max_off_percent',
      head: 'Max off',
      unit: '%',
      decimals: 1,
      value: (row) => percentOff(row.maxS, maxByLaw(row)),
    },
    {
      key: 'mean_per_transaction_ms',
      head: 'Mean / N',
      unit: 'ms',
      decimals: 1,
      value: ({ meanS, count }) => (meanS === null ? null : (1000 * meanS) / count),
    },
  ]);

export const backlog: Experiment = {
  id: 'E3',
  title: 'Delay is backlog',
  question: 'Does delay under overload depend on anything but how many transactions were sent?',
  run: async (context) => {
    const chain = await capacityChain(context, capacity);
    const scenario = getMSScenario(
      counts.map((txCount) => ({ txCount, rate: alignedRate(sendTps, capacity.intervalMs) })),
    );
    const rounds = await context.simulate(scenario, {
      label: 'overload by ever more transactions',
      chain: 'small-blocks',
      chains: { 'small-blocks': chain },
    });
    const own = rounds.map(simulated);
    const theirs = context.published.flatMap(published);
    const tables = [
      lawTable(
        {
          id: 'simulated',
          title: 'Simulated',
          remark: `sent at ${sendTps} per second, a block of ${capacity.transactionsPerBlock} every ${capacity.intervalMs / 1000} s`,
        },
        own,
      ),
      lawTable({ id: 'published', title: 'Published', remark: 'the law at the printed throughput' }, theirs),
    ];
    return { tables, findings: findings(own, theirs) };
  },
};

const findings = (own: readonly Overload[], theirs: readonly Overload[]): string[] => {
  const off = own.map((row) => Math.abs((row.meanS ?? 0) - meanByLaw(row)));
  const perN = theirs.map(({ meanS, count }) => (1000 * (meanS ?? 0)) / count);
  const meanOff = theirs.map((row) => percentOff(row.meanS, meanByLaw(row)) ?? 0);
  const maxOff = theirs.map((row) => percentOff(row.maxS, maxByLaw(row)) ?? 0);
  const range = (values: readonly number[], digits: number): string =>
    `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
  return [
    `Delay is backlog: from ${counts[0]} to ${counts.at(-1)} transactions the mean delay stays within ` +
      `${Math.max(...off).toFixed(2)} s (a block interval is ${capacity.intervalMs / 1000} s) of N/(2μ) − W/2: whatever the contract does, it grows without limit.`,
    `The published averages obey the same law (off by ${range(meanOff, 0)} %): they are ${range(perN, 1)} ms per transaction ` +
      'at N = 100 as at N = 1000, so they measure how much was sent, not how good the system is.',
    `The published maxima do not (${range(maxOff, 0)} %): by the law they should be about twice the average.`,
  ];
};
