import { describe, expect, it } from 'vitest';
import { readDelimited } from './delimited.ts';
import type { RawTable } from './raw-table.ts';

const texts = ({ title, header, rows }: RawTable) => ({
  title,
  rows: [header, ...rows].map(({ cells }) => cells.map(({ text }) => text)),
});
const tables = (text: string) => readDelimited(text).tables.map(texts);

describe('a delimited file', () => {
  it.each([
    ['commas', 'a,b,c\n1.5,"x, y",2.5'],
    ['tabs', 'a\tb\tc\n1.5\tx, y\t2.5'],
    ['semicolons, with the comma as the decimal sign', 'a;b;c\n1,5;x, y;2,5'],
  ])('has %s', (_, text) =>
    expect(tables(text)).toEqual([
      {
        title: undefined,
        rows: [
          ['a', 'b', 'c'],
          ['1.5', 'x, y', '2.5'],
        ],
      },
    ]),
  );

  it('keeps empty cells, rows of another length and quotes inside quotes', () => {
    expect(tables('a,b\n,2\n3\n4,5,\n"say ""x""", 6 ')[0]?.rows).toEqual([
      ['a', 'b'],
      ['', '2'],
      ['3'],
      ['4', '5', ''],
      ['say "x"', '6'],
    ]);
    expect(readDelimited('a\tb\tc\n\t2\t\n', '\t').tables.map(texts)[0]?.rows[1]).toEqual(['', '2', '']);
  });

  it('has several tables, divided by blank lines or rows of nothing', () => {
    expect(tables('a,b\n1,2\n\n \nc,d\n3,4\n,\ne,f\n5,6\n').map(({ rows }) => rows)).toEqual([
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      [
        ['c', 'd'],
        ['3', '4'],
      ],
      [
        ['e', 'f'],
        ['5', '6'],
      ],
    ]);
  });

  it('takes a line of one text before a table for its title', () => {
    const titles = tables('One\na,b\n1,2\n\nTwo,\n\na,b\n1,2\n\na,b\n1,2\n').map(({ title }) => title);
    expect(titles).toEqual(['One', 'Two', undefined]);
    expect(tables('x;y\na,b,c\n1,2,3\n').map(({ title }) => title)).toEqual(['x;y']);
    expect(tables('nothing else\n')).toEqual([]);
  });

  it('knows the line and the number of each cell, below cells of several lines too', () => {
    const [table] = readDelimited('"a\nx",b\n\n"c\ny",d\n"1\n2",3\n4,5').tables.slice(1);
    expect(table?.header.place).toEqual({ line: 4, column: 1 });
    expect(table?.rows.map(({ cells }) => cells[1]?.place)).toEqual([
      { line: 6, column: 2 },
      { line: 8, column: 2 },
    ]);
  });

  it.each([
    ['a,b\n"x\ny",2\n1,"2\n3\n', 'line 4, column 2', 'a closing quote', 'the end of the file'],
    [
      'a,b\n1,2"',
      'line 2, column 2',
      'a cell that is quoted as a whole or not at all',
      'Invalid Opening Quote',
    ],
    [
      'a,b\n"1"x,2',
      'line 2, column 1',
      'a cell that is quoted as a whole or not at all',
      /Closing Quote|Trimable/,
    ],
  ])('names the place of a wrong quote in %j', (text, path, expected, received) => {
    const { problems } = readDelimited(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path, expected });
    expect(problems[0]?.received).toMatch(received);
  });
});
