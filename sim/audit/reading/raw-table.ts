/**
 * What every format is read into first: tables of texts, each text with its place. In Markdown and CSV a place's column
 * is the number of the cell in its line, as the reader of a table counts; in JSON, which has none, that of the character.
 */
import type { Problem } from '../../errors.ts';
import type { Place } from '../table.ts';

export interface RawCell {
  /** Without surrounding space. */
  readonly text: string;
  readonly place: Place;
}

export interface RawRow {
  readonly place: Place;
  readonly cells: readonly RawCell[];
}

export interface RawTable {
  readonly title: string | undefined;
  readonly header: RawRow;
  readonly rows: readonly RawRow[];
}

export interface RawTables {
  readonly tables: readonly RawTable[];
  readonly problems: readonly Problem[];
}

/** A row of texts that stand in one line, from its first cell on. */
export const rowAt = (line: number, texts: readonly string[]): RawRow => ({
  place: { line, column: 1 },
  cells: texts.map((text, index) => ({ text: text.trim(), place: { line, column: index + 1 } })),
});

/** A place as messages name it, with the header of the column where there is one. */
export const placeText = ({ line, column }: Place, header = ''): string =>
  `line ${line}, column ${column}${header === '' ? '' : ` (${shortened(header)})`}`;

export const lineText = ({ line }: Place): string => `line ${line}`;

/** A text as messages quote it. */
export const quoted = (text: string): string => (text === '' ? 'nothing' : `'${shortened(text)}'`);

const longest = 60;
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};
