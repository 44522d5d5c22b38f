/**
 * What each function costs and of what that consists: the mean of its calls as a bar of parts, what a refund gives back to the left of
 * zero, and a mark where they sum to what the receipts say.
 */
import type { FunctionCosts } from '../measure/function-tally.ts';
import type { GasParts } from '../measure/gas-parts.ts';
import { nominal, type Plot, pictureText, quantitative } from './plot.ts';
import { createNaming } from './series.ts';
import { inks, plotWidth, seriesRange } from './theme.ts';

const mostRows = 30;

/** In the order in which they pile up; the floor of EIP-7623 comes last, as it fills up what the others leave. */
const partNames = ['base', 'calldata', 'execution', 'floor', 'refund'] as const satisfies (keyof GasParts)[];
const partTitles = {
  base: 'base',
  calldata: 'calldata',
  execution: 'execution',
  floor: 'floor',
  refund: 'refund',
} as const;

interface FunctionRow {
  readonly name: string;
  readonly costs: FunctionCosts;
  /** Per call. */
  readonly parts: Readonly<Record<keyof GasParts, number>>;
}

export const gasByFunction = (functions: readonly FunctionCosts[]): Plot | undefined => {
  const rows = rowsOf(functions);
  if (rows.length === 0) return undefined;
  return {
    id: 'gas-by-function',
    title: 'Gas per function',
    notes: [
      'The mean of all calls that reached the chain, set-up too, in its parts; what a refund gave back is left of zero, and the mark ' +
        'is their sum, as the receipts have it. Base is the intrinsic gas without its calldata; floor is what EIP-7623 adds. First writes, updates and reverted calls are apart.',
      ...(rows.length > mostRows
        ? [`The first ${mostRows} of ${rows.length} are drawn; the table has all.`]
        : []),
    ],
    spec: specOf(rows.slice(0, mostRows)),
    table: tableOf(rows),
  };
};

/** Decimal strings where the result comes from JSON. */
const rowsOf = (functions: readonly FunctionCosts[]): readonly FunctionRow[] => {
  const unique = createNaming();
  return functions.map((costs) => {
    const name = unique(pictureText(`${costs.contract}.${costs.function}, ${costs.effect}`, 48));
    const perCall = (part: keyof GasParts): number => Number(costs.parts[part]) / costs.gas.count;
    const parts = {
      ...{ base: perCall('base'), calldata: perCall('calldata'), execution: perCall('execution') },
      ...{ floor: perCall('floor'), refund: -perCall('refund') || 0 },
    };
    return { name, costs, parts };
  });
};

const tableOf = (rows: readonly FunctionRow[]): Plot['table'] => ({
  columns: [
    ...['Contract', 'Function', 'Storage'].map((head) => ({ head })),
    { head: 'Calls', decimals: 0 },
    ...['Base', 'Calldata', 'Execution', 'Floor', 'Refund', 'Gas mean'].map((head) => ({
      head,
      decimals: 1,
    })),
    ...['Gas min', 'Gas max', 'Calldata bytes'].map((head) => ({ head, decimals: 0 })),
  ],
  rows: rows.map(({ costs, parts }) => [
    ...[costs.contract, costs.function, costs.effect, costs.gas.count],
    ...partNames.map((part) => parts[part]),
    ...[meanOf(costs), Number(costs.gas.min), Number(costs.gas.max), costs.calldataByteCount],
  ]),
});

const meanOf = ({ gas }: FunctionCosts): number => Number(gas.total) / gas.count;

const specOf = (rows: readonly FunctionRow[]) => {
  const shown = partNames.filter((part) => rows.some(({ parts }) => parts[part] !== 0));
  const values = rows.flatMap(({ name, parts }) =>
    shown.map((part) => ({ name, part: partTitles[part], gas: parts[part], order: shown.indexOf(part) })),
  );
  const y = nominal('name', {
    axis: { domain: false, ticks: false, labelColor: inks.text.light, labelLimit: 440 },
  });
  return {
    width: plotWidth - 220,
    height: { step: 26 },
    data: { values },
    encoding: { y },
    layer: [
      {
        mark: { type: 'bar', height: 14, opacity: 0.85 },
        encoding: {
          x: quantitative('gas', 'gas per call', { axis: { grid: true, format: ',d', tickCount: 5 } }),
          color: nominal('part', {
            legend: { columns: partNames.length },
            scale: {
              domain: shown.map((part) => partTitles[part]),
              range: shown.map((part) => seriesRange[partNames.indexOf(part)]),
            },
          }),
          order: { field: 'order', type: 'quantitative' },
        },
      },
      ...markLayers(rows),
    ],
  };
};

/** Where the parts sum to, and how much that is, behind the bar, which a refund makes longer. */
const markLayers = (rows: readonly FunctionRow[]) => {
  const data = {
    values: rows.map(({ name, costs, parts }) => {
      const mean = meanOf(costs);
      return { name, mean, end: mean - parts.refund };
    }),
  };
  const x = quantitative('mean', 'gas per call');
  const end = quantitative('end', 'gas per call');
  return [
    { data, mark: { type: 'tick', thickness: 2, height: 20, color: inks.text.light }, encoding: { x } },
    {
      data,
      mark: { type: 'text', align: 'left', dx: 8, fontSize: 10, color: inks.text.light },
      encoding: { x: end, text: { field: 'mean', type: 'quantitative', format: ',.0f' } },
    },
  ];
};
