import { describe, expect, it } from 'vitest';
import { looksLikeMarkdown, readMarkdown } from './markdown.ts';
import type { RawTable } from './raw-table.ts';

const texts = ({ title, header, rows }: RawTable) => ({
  title,
  rows: [header, ...rows].map(({ cells }) => cells.map(({ text }) => text)),
});
const tables = (...lines: readonly string[]) => readMarkdown(lines.join('\n')).tables.map(texts);
const titles = (...lines: readonly string[]) => tables(...lines).map(({ title }) => title);
const table = ['| a | b |', '|---|---|', '| 1 | 2 |'] as const;

describe('a table with pipes', () => {
  it('has outer pipes or none, and any alignment', () => {
    const rows = [
      ['a', 'b'],
      ['1', '2'],
      ['', '4'],
    ];
    expect(tables('| a | b |', '|:--|--:|', '| 1 | 2 |', '| | 4 |')).toEqual([{ title: undefined, rows }]);
    expect(tables('a | b', '-|-', '1 | 2', '| | 4')).toEqual([{ title: undefined, rows }]);
    expect(tables('  |a|b|', '  | :-: | - |', '  |1|2|', '  ||4|')).toEqual([{ title: undefined, rows }]);
  });

  it('may have pipes, emphasis, code and line breaks in its cells', () => {
    expect(
      tables('| a\\|b | Send<br>Rate | send\\_rate |', '|-|-|-|', '| **1** | `2` | _x_ |')[0]?.rows,
    ).toEqual([
      ['a|b', 'Send Rate', 'send_rate'],
      ['1', '2', 'x'],
    ]);
  });

  it('ends with the first line without a pipe, and keeps rows of another length', () => {
    expect(tables(...table, '| 3 |', '| 4 | 5 | 6 |', 'text', '| 7 | 8 |')[0]?.rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3'],
      ['4', '5', '6'],
    ]);
  });

  it('knows the line and the number of each cell', () => {
    const [read] = readMarkdown(['', ...table].join('\n')).tables;
    expect(read?.header.cells[1]?.place).toEqual({ line: 2, column: 2 });
    expect(read?.rows[0]?.cells[1]?.place).toEqual({ line: 4, column: 2 });
  });

  it('is nothing without its alignment row', () => {
    expect(tables('a | b', '1 | 2')).toEqual([]);
    expect(tables('a heading', '---', 'a | b')).toEqual([]);
  });
});

describe('a framed table', () => {
  const frame = '+---+----+';
  const rule = '|---|----|';

  it('is read whatever lines are ruled, with text around it', () => {
    const rows = [
      ['a', 'b'],
      ['1', '-'],
      ['3', '4'],
    ];
    const cells = ['| a | b  |', '| 1 | -  |', '| 3 | 4  |'] as const;
    const [head, first, second] = cells;
    const expected = [{ title: undefined, rows }];
    expect(tables('info', frame, head, rule, first, rule, second, frame, 'info')).toEqual(expected);
    expect(tables(frame, head, frame, first, second, frame)).toEqual(expected);
    expect(tables('+===+====+', head, '+===+====+', first, frame, second, frame)).toEqual(expected);
    expect(tables('```', frame, head, rule, first, rule, second, frame, '```')).toEqual(expected);
    expect(tables(head, rule, first, rule, second, frame)).toEqual(expected);
  });
});

describe('the title of a table', () => {
  it('is the last heading, of either kind', () => {
    expect(titles('# One', 'text', ...table, '', '## Two ##', '', ...table, '', ...table)).toEqual([
      'One',
      'Two',
      'Two',
    ]);
    expect(titles('Three', '=====', ...table)).toEqual(['Three']);
  });

  it('is a caption rather than a heading, for the next table only', () => {
    expect(titles('# One', 'Table 1: *x*', '', ...table, '', ...table)).toEqual(['Table 1: *x*', 'One']);
    expect(titles('**Table 2. Results**', ...table)).toEqual(['Table 2. Results']);
    expect(titles('**Results**', ...table)).toEqual(['Results']);
    expect(titles('Table: results', '', ...table)).toEqual(['Table: results']);
    expect(titles(': results', '', ...table)).toEqual(['results']);
    expect(titles('Table 1', '# One', ...table)).toEqual(['One']);
  });

  it('is neither a comment in a code block nor any other line', () => {
    expect(titles('# One', '```sh', '# two', '```', 'Tables follow', ...table)).toEqual(['One']);
    expect(titles('text', ...table)).toEqual([undefined]);
  });
});

describe('a text of unknown format', () => {
  it('looks like Markdown when it has a line that only tables have', () => {
    expect(looksLikeMarkdown(table.join('\n'))).toBe(true);
    expect(looksLikeMarkdown('+---+\n| a |')).toBe(true);
    expect(looksLikeMarkdown('a,b\n-,-\n---')).toBe(false);
  });
});
