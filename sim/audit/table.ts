/**
 * A published table as the audit sees it: rows of printed figures. A figure keeps the text that was printed, because
 * its decimals say how exactly the value is known; its unit is the column's, brought to seconds and per second.
 */
import type { Interval } from './interval.ts';

/** The columns that a row can be audited by. Delays are over successful transactions. */
export const columns = [
  'successes',
  'failures',
  'sendRateTps',
  'maxDelayS',
  'minDelayS',
  'avgDelayS',
  'throughputTps',
] as const;

export type Column = (typeof columns)[number];

/** Where a cell stands in its file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A printed number, and every value that rounds to it. */
export interface Figure {
  /** As printed, without unit. */
  readonly text: string;
  /** In seconds or per second; `undefined` bounds never occur. `Infinity` is no figure but `'infinite'`. */
  readonly value: Interval;
}

/** What a cell holds: a figure, the word that a tool prints where there is none, or nothing. */
export type Cell = Figure | 'infinite' | 'absent';

export interface TableRow {
  readonly place: Place;
  /** The name of the operation; empty where the table has none. */
  readonly label: string;
  readonly cells: Readonly<Record<Column, Cell>>;
}

export interface PublishedTable {
  /** The table's number in the file, from 1. */
  readonly number: number;
  /** Its caption or heading, where there is one. */
  readonly title: string | undefined;
  readonly rows: readonly TableRow[];
}
