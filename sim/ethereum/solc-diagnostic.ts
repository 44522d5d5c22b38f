/** What solc has to say about a place, in the words and the line numbers of the person who wrote the file. */
import { relative } from 'node:path';
import type { Problem } from '../errors.ts';
import type { SourceClosure } from './solidity-sources.ts';

/** One entry of standard JSON's `errors`; offsets count bytes of UTF-8. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  readonly type: string;
  readonly errorCode?: string;
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
}

interface Place {
  readonly unit: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** `unit:line:column`; undefined for what is about no place. */
export const placeOf = (diagnostic: Diagnostic, texts: SourceClosure['texts']): string | undefined => {
  const place = locate(diagnostic, texts);
  return place && `${place.unit}:${place.line}:${place.column}`;
};

/** ParserError 6275 of solc's `CompilerStack`: an import names a source that was not given. */
export const isMissingImport = ({ errorCode }: Diagnostic): boolean => errorCode === '6275';

/** An error with the path as a person in the working folder names it, solc's message, and the line with a mark below. */
export const problemOf = (diagnostic: Diagnostic, { mainUnit, texts, paths }: SourceClosure): Problem => {
  const place = locate(diagnostic, texts);
  const path = shorten(paths.get(place?.unit ?? mainUnit) ?? mainUnit);
  const message = diagnostic.message.trim().replace('File import callback not supported', 'no such file');
  const said = `${diagnostic.type}: ${message}`;
  const expected = 'valid Solidity';
  if (place === undefined) return { path, expected, received: said };
  const number = String(place.line);
  const mark = `${' '.repeat(number.length)} | ${' '.repeat(place.column - 1)}^`;
  const received = [said, `${number} | ${place.excerpt}`, mark].join('\n');
  return { path: `${path}:${place.line}:${place.column}`, expected, received };
};

const shorten = (path: string): string => {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') ? path : fromHere;
};

const locate = ({ sourceLocation: range }: Diagnostic, texts: SourceClosure['texts']): Place | undefined => {
  const text = range && texts.get(range.file);
  if (range === undefined || text === undefined || range.start < 0) return undefined;
  const before = Buffer.from(text).subarray(0, range.start).toString().split('\n');
  const excerpt = (text.split('\n')[before.length - 1] ?? '').trimEnd().replaceAll('\t', ' ');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { unit: range.file, line: before.length, column, excerpt };
};
