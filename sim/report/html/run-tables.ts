/** The tables of a run for a page, which has room for labels in full, and for those of gas and fees apart. */
import type { LabelSummary } from '../../measure/labels.ts';
import type { PercentileName } from '../../measure/quantile.ts';
import type { RunResult } from '../../measure/result.ts';
import { cell } from '../csv/csv-lines.ts';
import { ether, fixed, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right } from '../report-table.ts';
import { figuresTable, paperTable } from '../run-tables.ts';
import { pricesTable } from '../terminal/labels.ts';
import { networkTable } from '../terminal/network.ts';
import { replicationTables } from '../terminal/replications.ts';

type Labelled = readonly [number: number, label: string, summary: LabelSummary];

/** With replications, what they say together goes first; what follows is of the first of them. */
export const runPageTables = (result: RunResult): readonly ReportTable[] => {
  const numbered = [...result.rounds.entries()];
  const labelled = numbered.flatMap(([number, { labels }]) =>
    Object.entries(labels).map(([label, summary]): Labelled => [number, label, summary]),
  );
  return [
    ...(result.replications === undefined ? [] : replicationTables(result.replications)),
    paperTable(numbered, inFull),
    figuresTable(numbered, inFull),
    labelsTable(labelled),
    gasTable(labelled.flatMap(gasRows)),
    feeTable(labelled),
    ...(result.prices === undefined ? [] : [pricesTable(result.prices)]),
    ...networkTable(result),
  ].filter(({ rows }) => rows.length > 0);
};

const inFull = (label: string): string => label;

const delay = (durationMs: number | null): string => cell(durationMs, (ms) => fixed(ms / 1000, 3));

const percentile = ({ latencyMs, pending }: LabelSummary, name: PercentileName): string =>
  latencyMs[name] === null && pending > 0 ? '> horizon' : delay(latencyMs[name]);

const latencyNames = ['p50', 'p90', 'p95', 'p99'] as const;

const labelsTable = (labels: readonly Labelled[]): ReportTable =>
  reportTable('Latency by label', 'latency from the intended instant, pending ones infinite', labels, [
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
