/**
 * Tables in running text: those of GitHub Flavored Markdown (section 4.10, "Tables"), with or without outer pipes, and
 * the framed ones that Caliper and many a console print, in code blocks or not. Unlike in Markdown, a row with more or
 * fewer cells than the header is kept as it is, to be reported. A table's title is the caption above it (a line that
 * begins with "Table", or is all bold), or else the last heading.
 */
import { type RawRow, type RawTable, type RawTables, rowAt } from './raw-table.ts';

export const readMarkdown = (text: string): RawTables => {
  const lines = text.split('\n');
  const tables: RawTable[] = [];
  let titles: Titles = noTitles;
  for (let index = 0; index < lines.length; index += 1) {
    const rows = tableAt(lines, index);
    const [header, ...body] = rows?.rows ?? [];
    if (rows === undefined || header === undefined) {
      titles = titlesAfter(titles, lines[index] ?? '', lines[index + 1] ?? '');
      continue;
    }
    tables.push({ title: titles.caption ?? titles.heading, header, rows: body });
    titles = { ...titles, caption: undefined };
    index = rows.end - 1;
  }
  return { tables, problems: [] };
};

/** Whether a text has a line that only tables have. */
export const looksLikeMarkdown = (text: string): boolean =>
  text.split('\n').some((line) => frame.test(line) || isAlignment(line));

interface TableLines {
  readonly rows: readonly RawRow[];
  /** The index of the first line after it. */
  readonly end: number;
}

/** `+-----+-----+`, as above and below a framed table. */
const frame = /^\s*\+(?:[-=]{3,}\+)+\s*$/;
/** `|-----|-----|`, as between its rows. */
const rule = /^\s*[|+](?:\s*:?[-=]{3,}:?\s*[|+])+\s*$/;
/** `---|:---:`, with or without outer pipes. */
const alignment = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

const isAlignment = (line: string): boolean => alignment.test(line) && line.includes('|');

const tableAt = (lines: readonly string[], start: number): TableLines | undefined => {
  const [first = '', second = ''] = lines.slice(start, start + 2);
  const isFramed = frame.test(first) && hasPipe(second);
  if (!isFramed && !(hasPipe(first) && isAlignment(second))) return undefined;
  let end = start + 2;
  while (frame.test(lines[end] ?? '') || hasPipe(lines[end] ?? '')) end += 1;
  const isRow = (line: string, offset: number): boolean => !rule.test(line) && (isFramed || offset !== 1);
  const rows = lines
    .slice(start, end)
    .flatMap((line, offset) => (isRow(line, offset) ? [rowAt(start + offset + 1, cellsOf(line))] : []));
  return { rows, end };
};

/** A pipe that is not escaped. */
const pipe = /(?<!\\)\|/;

const hasPipe = (line: string): boolean => pipe.test(line);

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(pipe)
    .map(plain);

/** A text without its markup: line breaks, emphasis and code around the whole, and what was escaped. */
const plain = (text: string): string =>
  text
    .replace(/<br\s*\/?>/gi, ' ')
    .trim()
    .replace(/^(\*{1,3}|_{1,3}|`+)(.*\S)\1$/, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();

interface Titles {
  readonly heading: string | undefined;
  /** Of the next table only. */
  readonly caption: string | undefined;
  readonly isInCode: boolean;
}

const noTitles: Titles = { heading: undefined, caption: undefined, isInCode: false };

const titlesAfter = (titles: Titles, line: string, next: string): Titles => {
  if (/^\s*(?:```|~~~)/.test(line)) return { ...titles, isInCode: !titles.isInCode };
  if (titles.isInCode) return titles;
  const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1] ?? underlined(line, next);
  if (heading !== undefined) return { ...titles, heading: plain(heading), caption: undefined };
  return caption.test(line) ? { ...titles, caption: plain(line.trim().replace(/^:\s*/, '')) } : titles;
};

const caption = /^\s*(?:[*_]{0,3}tab(?:le|\.)[\s:\d]|:\s|\*\*[^*]+\*\*\s*$|__[^_]+__\s*$)/i;

const underlined = (line: string, next: string): string | undefined =>
  line.trim() !== '' && /^ {0,3}(?:=+|-+)\s*$/.test(next) ? line : undefined;
