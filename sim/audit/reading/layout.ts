/**
 * Where the columns of a table stand, and what is wrong with its header. Every rule compares two figures of a row, for a
 * known number of successes: to be audited, a table must have successes and two of the rates and delays.
 */
import type { Problem } from '../../errors.ts';
import { columns } from '../table.ts';
import {
  columnNames,
  type FigureColumn,
  labelIndex,
  type Meaning,
  meaningOf,
  tableIndex,
} from './column-names.ts';
import { lineText, placeText, quoted, type RawRow } from './raw-table.ts';

export interface Layout {
  readonly figures: readonly FigurePlace[];
  /** Of the names of the rows, and of their tables. */
  readonly label: number | undefined;
  readonly table: number | undefined;
}

export interface FigurePlace extends Meaning {
  readonly index: number;
}

export const layoutOf = ({ cells }: RawRow): Layout => {
  const headers = cells.map(({ text }) => text);
  const figures = headers.flatMap((header, index) => {
    const meaning = meaningOf(header);
    return meaning === undefined ? [] : [{ ...meaning, index }];
  });
  return { figures, label: labelIndex(headers), table: tableIndex(headers) };
};

const neededFigures = 2;
const measured = columns.filter((column) => /(?:Tps|DelayS)$/.test(column));

/** What a table would need to be audited. */
export const lackingColumns = ({ place }: RawRow, { figures }: Layout): readonly Problem[] => {
  const found = new Set(figures.map(({ column }) => column));
  const received = `only ${namesOf([...found])}`;
  const lacking = (expected: string): Problem => ({ path: lineText(place), expected, received });
  const count = measured.filter((column) => found.has(column)).length;
  return [
    ...(found.has('successes') ? [] : [lacking('a column of successes')]),
    ...(count >= neededFigures ? [] : [lacking(`two columns of ${namesOf(measured)}`)]),
  ];
};

/**
 * Our own rounds.csv counts delays from the instant that the plan intended and rates from submission, which no rule can
 * compare. A column of targets gives it away.
 */
export const mixedOrigins = ({ place, cells }: RawRow): readonly Problem[] => {
  const names = cells.map(({ text }) => text);
  return names.includes('target_rate_tps') && names.includes('latency_mean_s')
    ? [
        {
          path: lineText(place),
          expected: 'rates and delays from the same instant, as in table.csv and result.json',
          received: 'rounds.csv, whose delays begin at the intended instant and whose rates at submission',
        },
      ]
    : [];
};

const namesOf = (found: readonly FigureColumn[]): string =>
  found.map((column) => columnNames[column]).join(', ');

/** Columns of the same meaning as an earlier one. */
export const repeatedColumns = ({ cells }: RawRow, { figures }: Layout): readonly Problem[] =>
  figures.flatMap(({ column, index }) => {
    const first = figures.find((figure) => figure.column === column);
    const cell = cells[index];
    if (cell === undefined || first === undefined || first.index === index) return [];
    const received = `another besides ${quoted(cells[first.index]?.text ?? '')}`;
    return [
      { path: placeText(cell.place, cell.text), expected: `one column of ${columnNames[column]}`, received },
    ];
  });

const failing = /fail|error|unsuccess|reject|abort|invalid|timeout/i;

/** Failures in another form than a count: without their number, taking it for none would accuse the table wrongly. */
export const uncountedFailures = ({ cells }: RawRow, { figures }: Layout): readonly Problem[] =>
  figures.some(({ column }) => column === 'failures')
    ? []
    : cells
        .filter(({ text }, index) => failing.test(text) && figures.every((figure) => figure.index !== index))
        .map(({ text, place }) => ({
          path: placeText(place, text),
          expected: 'a column that counts the failures',
          received: quoted(text),
        }));
