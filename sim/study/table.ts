/**
 * A table of a study as plain data: columns with their units and decimals, rows of raw values. CSV, JSON, Markdown and
 * the terminal are pure functions of it; whoever makes one formats nothing.
 */

import { tidy } from '../measure/tidy.ts';

/** Null: there is no such value. */
export type StudyValue = number | string | null;

export interface StudyColumn {
  /** Its name in CSV and JSON, with the unit: `avg_delay_s`. */
  readonly key: string;
  /** Its name for people, without the unit. */
  readonly head: string;
  /** As people write it: `s`, `TPS`, `%`. Absent: a pure number, or text. */
  readonly unit?: string;
  /** Of numbers, for people; files keep them all. Absent: text. */
  readonly decimals?: number;
}

export type StudyRow = Readonly<Record<string, StudyValue>>;

export interface StudyTable {
  /** Tells the tables of one experiment apart: letters, digits, dashes. */
  readonly id: string;
  readonly title: string;
  /** What a reader must know of the columns. */
  readonly remark?: string;
  readonly columns: readonly StudyColumn[];
  /** Each row has a value for each column's key. */
  readonly rows: readonly StudyRow[];
}

/** A column that also knows how to find its value. */
export type ColumnOf<Item> = StudyColumn & { readonly value: (item: Item) => StudyValue };

/** One row for each item. What is not a finite number has no value. */
export const studyTable = <Item>(
  about: Pick<StudyTable, 'id' | 'title' | 'remark'>,
  items: readonly Item[],
  columns: readonly ColumnOf<Item>[],
): StudyTable => ({
  ...about,
  columns: columns.map(({ value: _, ...column }) => column),
  rows: items.map((item) =>
    Object.fromEntries(columns.map(({ key, value }) => [key, existing(value(item))])),
  ),
});

const existing = (value: StudyValue): StudyValue => {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? tidy(value) : null;
};
