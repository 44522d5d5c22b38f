/**
 * labels.csv: one line per round and label: its counts, latency and the distribution of its fee; with a pinned price also
 * what the fee comes to in ether and in the currency, which the headers name.
 */

import type { LabelSummary } from '../../measure/labels.ts';
import type { PricedFees } from '../../measure/prices.ts';
import type { RunResult } from '../../measure/result.ts';
import { fixed, seconds } from '../numbers.ts';
import { type CsvColumn, csv } from './csv.ts';
import { cell, createQuoter } from './csv-lines.ts';

interface Line {
  readonly number: number;
  readonly label: string;
  readonly summary: LabelSummary;
}

const figures = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'max', 'stddev'] as const;

export const labelsCsv = ({ rounds, prices }: Pick<RunResult, 'rounds' | 'prices'>): Iterable<string> => {
  const quoted = createQuoter();
  const lines = rounds.flatMap(({ labels }, number) =>
    Object.entries(labels).map(([label, summary]) => ({ number, label, summary })),
  );
  return csv<Line>(lines, [
    ['round', ({ number }) => `${number}`],
    ['label', ({ label }) => quoted(label)],
    ['submitted', ({ summary }) => `${summary.submitted}`],
    ['succeeded', ({ summary }) => `${summary.succeeded}`],
    ['failed', ({ summary }) => `${summary.failed}`],
    ['pending', ({ summary }) => `${summary.pending}`],
    ['replacements', ({ summary }) => `${summary.replacements}`],
    ...figures.map((name) => latencyColumn(name)),
    ['gas_mean', ({ summary }) => cell(summary.gas?.mean, String)],
    ...figures.map((name) => feeColumn(name)),
    ['fee_total_wei', ({ summary }) => cell(summary.feeWei?.total, String)],
    ...(prices === undefined ? [] : priceColumns(prices)),
  ]);
};

type FigureName = (typeof figures)[number];

const latencyColumn = (name: FigureName): CsvColumn<Line> => [
  `latency_${name}_s`,
  ({ summary }) => cell(summary.latencyMs[name], seconds),
];

const feeColumn = (name: FigureName): CsvColumn<Line> => [
  `fee_${name}_wei`,
  ({ summary }) => cell(summary.feeWei?.[name], String),
];

const priceColumns = ({ currency, rounds }: PricedFees): readonly CsvColumn<Line>[] =>
  (
    [
      ['Ether', 'ether'],
      [currency, currency],
    ] as const
  ).flatMap(([unit, header]) =>
    (['mean', 'p50', 'p95'] as const).map((name): CsvColumn<Line> => {
      const amount = ({ number, label }: Line) => rounds[number]?.labels[label]?.[`fee${unit}`]?.[name];
      return [`fee_${name}_${header}`, (line) => cell(amount(line), (value) => fixed(value, 12))];
    }),
  );
