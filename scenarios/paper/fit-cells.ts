/** Every published figure beside that of the fitted queue, and what the audit leaves possible in its place. */
import { type PublishedRow, rangeText, type StudyTable, studyTable } from '../../sim/index.ts';
import { type Target, weights } from './calibration.ts';
import { type Figures, type Queue, queueFigures } from './queue-model.ts';
import { percentOff } from './rounds.ts';

const columns = {
  sendRateTps: 'send rate /TPS',
  maxDelayS: 'max delay /s',
  minDelayS: 'min delay /s',
  avgDelayS: 'avg delay /s',
  throughputTps: 'throughput /TPS',
} as const satisfies Record<keyof Figures, string>;

/** One published figure beside the fitted one. */
export interface Cell {
  readonly row: PublishedRow;
  readonly column: keyof Figures;
  readonly published: number;
  readonly model: number;
  readonly weight: number;
  /** What the audit leaves possible, the others as printed. */
  readonly possible: string;
}

export const cellsOf = (target: Target, row: PublishedRow, queue: Queue): readonly Cell[] => {
  const own = queueFigures(target, queue);
  return (Object.keys(columns) as (keyof Figures)[]).map((column) => ({
    row,
    column,
    published: target.figures[column],
    model: own[column],
    weight: weights[column] ?? 0,
    possible: rangeText(row.audit.feasible[column], 2) ?? 'none',
  }));
};

export const cellsTable = (cells: readonly Cell[]): StudyTable =>
  studyTable(
    {
      id: 'cells',
      title: 'Every cell',
      remark:
        'possible: what the audit allows the cell, all others of its row as printed; send rates are given, and N/W of N − 1 gaps is a little more',
    },
    cells,
    [
      { key: 'row', head: 'Row', value: ({ row }) => row.name },
      { key: 'column', head: 'Column', value: ({ column }) => columns[column] },
      { key: 'published', head: 'Published', decimals: 2, value: ({ published }) => published },
      { key: 'model', head: 'Model', decimals: 2, value: ({ model }) => model },
      {
        key: 'off_percent',
        head: 'Off',
        unit: '%',
        decimals: 1,
        value: ({ model, published }) => percentOff(model, published),
      },
      { key: 'weight', head: 'Weight', decimals: 2, value: ({ weight }) => weight },
      { key: 'possible', head: 'Possible', value: ({ possible }) => possible },
    ],
  );

/** What the audit rules out, whatever the queue. */
export const excludedFinding = (cells: readonly Cell[]): string => {
  const maxima = cells.filter(({ column }) => column === 'maxDelayS');
  const texts = maxima.map(
    ({ row, published, possible }) => `${possible} s in ${row.name} (printed ${published.toFixed(2)})`,
  );
  const inverted = maxima.filter(({ row }) => (row.avgDelayS ?? 0) > (row.maxDelayS ?? 0));
  return (
    'No parameters whatever can meet send rate, greatest delay and throughput of a row at once, because the audit excludes ' +
    `it in all ${maxima.length}: beside the other two the greatest delay would have to be ${texts.join(', ')}.` +
    inverted
      .map(({ row }) => ` In ${row.name} the average exceeds the maximum, which no queue can do.`)
      .join('')
  );
};
