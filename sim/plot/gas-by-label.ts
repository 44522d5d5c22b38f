/** What operations cost in gas: the mean as a bar, the least and the greatest as a line over it. Reads have a row of their own. */
import type { AmountSummary } from '../measure/amounts.ts';
import type { RoundSummary } from '../measure/summary.ts';
import { nominal, type Plot, quantitative } from './plot.ts';
import { createNaming, seriesName } from './series.ts';
import { blue, inks, plotWidth } from './theme.ts';

interface GasRow {
  readonly name: string;
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

const mostRows = 40;

export const gasByLabel = (rounds: readonly RoundSummary[]): Plot | undefined => {
  const rows = gasRows(rounds);
  if (rows.length === 0) return undefined;
  return {
    id: 'gas-by-label',
    title: 'Gas per operation',
    notes: [
      'The bar is the mean of all that reached a block, reverted ones included; the line goes from the least to the greatest.',
      ...(rows.length > mostRows
        ? [`The first ${mostRows} of ${rows.length} are drawn; the table has all.`]
        : []),
    ],
    spec: specOf(rows.slice(0, mostRows)),
    table: {
      columns: [
        { head: 'Operation' },
        ...['Count', 'Gas min', 'Gas mean', 'Gas max'].map((head) => ({ head, decimals: 0 })),
      ],
      rows: rows.map(({ name, count, min, mean, max }) => [name, count, min, mean, max]),
    },
  };
};

const gasRows = (rounds: readonly RoundSummary[]): readonly GasRow[] => {
  const unique = createNaming();
  return rounds.flatMap(({ labels }, index) =>
    Object.entries(labels).flatMap(([label, { gas, readGas }]) => {
      const name = seriesName(index, label, rounds.length === 1);
      return [
        ...(gas === null ? [] : [gasRow(unique(name), gas)]),
        ...(readGas === null ? [] : [gasRow(unique(`${name} (read)`), readGas)]),
      ];
    }),
  );
};

/** Decimal strings where the result comes from JSON. */
const gasRow = (name: string, { count, min, mean, max }: AmountSummary): GasRow => ({
  name,
  count,
  min: Number(min),
  mean: Number(mean),
  max: Number(max),
});

const specOf = (rows: readonly GasRow[]) => ({
  width: plotWidth - 120,
  height: { step: 24 },
  data: { values: rows },
  encoding: {
    y: nominal('name', { axis: { domain: false, ticks: false, labelColor: inks.text.light } }),
    x: quantitative('mean', 'gas', { axis: { grid: true, format: ',d', tickCount: 5 } }),
  },
  layer: [
    { mark: { type: 'bar', color: blue, opacity: 0.75, height: 12 } },
    {
      mark: { type: 'rule', strokeWidth: 2, color: inks.text.light },
      encoding: { x: quantitative('min', 'gas'), x2: { field: 'max' } },
    },
    {
      mark: { type: 'text', align: 'left', dx: 6, fontSize: 10, color: inks.text.light },
      encoding: {
        x: quantitative('max', 'gas'),
        text: { field: 'mean', type: 'quantitative', format: ',d' },
      },
    },
  ],
});
