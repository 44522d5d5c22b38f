/** Block by block: how full it was, other people's transactions included, and what its base fee was. */
import { type Plot, type PlotSpec, quantitative } from './plot.ts';
import type { PlotBlock } from './rows.ts';
import { type Span, spans } from './sampling.ts';
import { blue, green, plotWidth } from './theme.ts';

const mostGroups = 310;

export const blocksOverTime = (blocks: readonly PlotBlock[]): Plot | undefined => {
  if (blocks.length === 0) return undefined;
  const fullness = groupsOf(blocks, ({ gasUsed, gasLimit }) => (gasLimit > 0 ? gasUsed / gasLimit : 0));
  const hasFee = blocks.every(({ baseFeeGwei }) => !Number.isNaN(baseFeeGwei));
  const fees = hasFee ? groupsOf(blocks, ({ baseFeeGwei }) => baseFeeGwei) : [];
  return {
    id: 'blocks',
    title: hasFee ? 'Block fullness and base fee' : 'Block fullness',
    notes: notesOf(blocks, fullness),
    spec: {
      vconcat: [fullnessPanel(fullness, !hasFee), ...(hasFee ? [feePanel(fees)] : [])],
    },
    table: tableOf(fullness, fees),
  };
};

type Group = Span & { readonly timeS: number };

const groupsOf = (blocks: readonly PlotBlock[], value: (block: PlotBlock) => number): readonly Group[] =>
  spans(blocks.map(value), mostGroups).map((span) => ({
    ...span,
    timeS: (blocks[span.from] as PlotBlock).timeMs / 1000,
  }));

const notesOf = (blocks: readonly PlotBlock[], groups: readonly Group[]): readonly string[] => {
  const [first] = groups;
  return blocks.length === groups.length
    ? ['A line is a block: gas used as a share of its limit.']
    : [
        `A line is ${first?.count} blocks in a row, from the emptiest to the fullest of them, with their mean as a dot; ` +
          `there are ${blocks.length} blocks.`,
      ];
};

const x = (title: string | null): PlotSpec =>
  quantitative('timeS', title, { scale: { zero: false, nice: false } });

const fullnessTitle = 'gas used of limit';

const fullnessPanel = (groups: readonly Group[], isLast: boolean): PlotSpec => {
  const isGrouped = groups.some(({ count }) => count > 1);
  return {
    width: plotWidth,
    height: 120,
    data: {
      values: groups.map(({ timeS, least, mean, greatest }) => ({ timeS, least, mean, greatest, zero: 0 })),
    },
    encoding: { x: x(isLast ? 'virtual time /s' : null) },
    layer: [
      {
        mark: { type: 'rule', color: blue, strokeWidth: 1.5, opacity: 0.45 },
        encoding: {
          y: quantitative(isGrouped ? 'least' : 'zero', fullnessTitle, {
            scale: { domain: [0, 1] },
            axis: { format: '.0%', tickCount: 4 },
          }),
          y2: { field: 'greatest' },
        },
      },
      {
        mark: { type: 'point', shape: 'circle', filled: true, size: 9, color: blue, opacity: 1 },
        encoding: { y: quantitative('mean', fullnessTitle) },
      },
    ],
  };
};

const feePanel = (groups: readonly Group[]): PlotSpec => ({
  width: plotWidth,
  height: 110,
  data: { values: groups.map(({ timeS, least, mean, greatest }) => ({ timeS, least, mean, greatest })) },
  encoding: { x: x('virtual time /s') },
  layer: [
    ...(groups.some(({ count }) => count > 1)
      ? [
          {
            mark: { type: 'area', color: green, opacity: 0.25 },
            encoding: { y: quantitative('least', 'base fee /gwei'), y2: { field: 'greatest' } },
          },
        ]
      : []),
    {
      mark: { type: 'line', interpolate: 'step-after', color: green, strokeWidth: 1.5 },
      encoding: { y: quantitative('mean', 'base fee /gwei') },
    },
  ],
});

const tableOf = (fullness: readonly Group[], fees: readonly Group[]): Plot['table'] => ({
  columns: [
    { head: 'From /s', decimals: 3 },
    { head: 'Blocks', decimals: 0 },
    ...['Emptiest /%', 'Mean /%', 'Fullest /%'].map((head) => ({ head, decimals: 2 })),
    ...(fees.length > 0
      ? ['Least base fee /gwei', 'Greatest /gwei'].map((head) => ({ head, decimals: 4 }))
      : []),
  ],
  rows: fullness.map(({ timeS, count, least, mean, greatest }, index) => [
    timeS,
    count,
    ...[least, mean, greatest].map((ratio) => 100 * ratio),
    ...(fees.length > 0 ? [fees[index]?.least ?? null, fees[index]?.greatest ?? null] : []),
  ]),
});
