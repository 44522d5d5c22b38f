/** The tables of a run for a page, which has room for labels in full: the paper's own, what it lacks, and each label's. */
import { caliperRow } from '../../measure/caliper-row.ts';
import type { LabelSummary } from '../../measure/labels.ts';
import type { LatencySummary } from '../../measure/latency.ts';
import type { PercentileName } from '../../measure/quantile.ts';
import type { RunResult } from '../../measure/result.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import { tableColumns } from '../csv.ts';
import { cell } from '../csv-lines.ts';
import { ether, fixed, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right } from '../report-table.ts';
import { pricesTable } from '../terminal-labels.ts';
import { networkTable } from '../terminal-network.ts';
import { replicationTables } from '../terminal-replications.ts';

type Numbered = readonly [number: number, round: RoundSummary];
type Labelled = readonly [number: number, label: string, summary: LabelSummary];

/** With replications, what they say together goes first; what follows is of the first of them. */
export const runPageTables = (result: RunResult): readonly ReportTable[] => {
  const numbered = [...result.rounds.entries()];
  const labelled = numbered.flatMap(([number, { labels }]) =>
    Object.entries(labels).map(([label, summary]): Labelled => [number, label, summary]),
  );
  return [
    ...(result.replications === undefined ? [] : replicationTables(result.replications)),
    paperTable(numbered),
    figuresTable(numbered),
    labelsTable(labelled),
    gasTable(labelled.flatMap(gasRows)),
    feeTable(labelled),
    ...(result.prices === undefined ? [] : [pricesTable(result.prices)]),
    ...networkTable(result),
  ].filter(({ rows }) => rows.length > 0);
};

const paperTable = (rounds: readonly Numbered[]): ReportTable =>
  reportTable(
    'The paper’s columns',
    'Caliper ≤ 0.3.2: send rate N/W, throughput successes/T, delays from submission',
    rounds,
    [
      right('#', ([number]) => `${number}`),
      ...tableColumns.map(([head, text], index) =>
        (index === 0 ? left : right)(head, ([, round]: Numbered) => text(caliperRow(round))),
      ),
    ],
  );

const rate = (rateTps: number | null): string => cell(rateTps, (tps) => fixed(tps, 1));
const delay = (durationMs: number | null): string => cell(durationMs, (ms) => fixed(ms / 1000, 3));

interface Waiting {
  readonly latencyMs: LatencySummary;
  readonly pending: number;
}

const percentile = ({ latencyMs, pending }: Waiting, name: PercentileName): string =>
  latencyMs[name] === null && pending > 0 ? '> horizon' : delay(latencyMs[name]);

const latencyNames = ['p50', 'p90', 'p95', 'p99'] as const;
const latencyRemark = 'latency from the intended instant, pending ones infinite';

const figuresTable = (rounds: readonly Numbered[]): ReportTable =>
  reportTable('Beyond the paper’s columns', `send rate (N−1)/W; ${latencyRemark}`, rounds, [
    right('#', ([number]) => `${number}`),
    left('Operating', ([, { label }]) => label),
    right('Target Rate /TPS', ([, round]) => rate(round.targetRateTps)),
    right('Achieved Rate /TPS', ([, round]) => rate(round.sendRateTps)),
    right('Throughput /TPS', ([, round]) => rate(round.throughputTps)),
    ...latencyNames.map((name) => right(`${name} /s`, ([, round]: Numbered) => percentile(round, name))),
    right('Std Dev /s', ([, round]) => delay(round.latencyMs.stddev)),
    right('Pending', ([, round]) => grouped(round.pending)),
    right('Dropped', ([, round]) => grouped(round.dropped)),
  ]);

const labelsTable = (labels: readonly Labelled[]): ReportTable =>
  reportTable('Latency by label', latencyRemark, labels, [
    right('#', ([number]) => `${number}`),
    left('Label', ([, label]) => label),
    ...(['submitted', 'succeeded', 'failed', 'pending'] as const).map((name) =>
      right(capital(name), ([, , summary]: Labelled) => grouped(summary[name])),
    ),
    right('Replaced', ([, , { replacements }]) => grouped(replacements)),
    right('Avg /s', ([, , { latencyMs }]) => delay(latencyMs.mean)),
    ...latencyNames.map((name) =>
      right(`${name} /s`, ([, , summary]: Labelled) => percentile(summary, name)),
    ),
    right('Max /s', ([, , { latencyMs }]) => delay(latencyMs.max)),
  ]);

/** But for p50 and the like. */
const capital = (word: string): string =>
  /^p\d/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);

interface GasRow {
  readonly number: number;
  readonly label: string;
  readonly gas: NonNullable<LabelSummary['gas']>;
}

/** Reads have a row of their own. */
const gasRows = ([number, label, { gas, readGas }]: Labelled): readonly GasRow[] => [
  ...(gas === null ? [] : [{ number, label, gas }]),
  ...(readGas === null ? [] : [{ number, label: `${label} (read)`, gas: readGas }]),
];

const gasTable = (rows: readonly GasRow[]): ReportTable =>
  reportTable('Gas by label', 'all that reached a block, reverted ones included', rows, [
    right('#', ({ number }) => `${number}`),
    left('Label', ({ label }) => label),
    right('Count', ({ gas }) => grouped(gas.count)),
    ...(['min', 'mean', 'max', 'total'] as const).map((name) =>
      right(capital(name), ({ gas }: GasRow) => grouped(gas[name])),
    ),
  ]);

/** In JSON amounts are decimal strings. */
const wei = (amount: bigint): string => ether(BigInt(amount));

const feeTable = (labels: readonly Labelled[]): ReportTable =>
  reportTable(
    'Fee by label',
    'gas × effective price',
    labels.filter(([, , { feeWei }]) => feeWei !== null),
    [
      right('#', ([number]) => `${number}`),
      left('Label', ([, label]) => label),
      ...(['min', 'mean', 'p50', 'p95', 'max', 'total'] as const).map((name) =>
        right(capital(name), ([, , { feeWei }]: Labelled) => cell(feeWei?.[name], wei)),
      ),
    ],
  );
