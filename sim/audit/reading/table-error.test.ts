import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../errors.ts';
import { readTables, TableError } from './read-tables.ts';

const failure = (name: string, text: string): TableError => {
  try {
    readTables({ name, text });
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error('it was read');
};
const problems = (name: string, text: string): readonly string[] =>
  failure(name, text).problems.map(({ path, expected, received }) => `${path}: ${expected}: ${received}`);

const header = 'Name,Succ,Fail,Send Rate (TPS),Throughput (TPS)';
const known =
  'a header with columns of successes, failures, pending transactions, send rate, maximum delay, minimum delay, average delay, throughput';

describe('a file that cannot be read', () => {
  it('is an error of usage, with a code', () => {
    expect(failure('-', '')).toMatchObject({
      code: 'TABLE_UNREADABLE',
      exitCode: exitCodes.usage,
      file: '-',
    });
    expect(failure('-', '').message).toBe('the standard input has no readable table: one problem');
    expect(failure('x.csv', 'a,b').message).toBe('x.csv has no readable table: one problem');
  });

  it('has no table', () => {
    const nothing = ['line 1: a table in Markdown, CSV, TSV or JSON: none in the whole file'];
    expect(problems('-', '')).toEqual(nothing);
    expect(problems('x.md', '# No table\n\nhere | there\n')).toEqual(nothing);
    expect(problems('x.csv', 'nothing\n')).toEqual(nothing);
  });

  it('has columns that nobody knows', () => {
    expect(problems('x.csv', '\nTPS,Latency (s),\n1,2,3')).toEqual([
      `line 2: ${known}: 'TPS', 'Latency (s)', nothing`,
    ]);
    expect(problems('x.md', 'a | b\n-|-\n1 | 2\n\n|c|\n|-|\n|1|')).toEqual([
      `line 1: ${known}: 'a', 'b'`,
      `line 5: ${known}: 'c'`,
    ]);
    expect(problems('x.csv', `${header}\na,1,0,1,1\n\na,b\n1,2`)).toEqual([`line 4: ${known}: 'a', 'b'`]);
  });

  it('has too few columns for any rule', () => {
    const measured = 'two columns of send rate, maximum delay, minimum delay, average delay, throughput';
    expect(problems('x.csv', 'name,succ,tps sent\na,1,x')).toEqual([
      `line 1: ${measured}: only successes, send rate`,
    ]);
    expect(problems('x.csv', 'send rate,throughput\n1,2')).toEqual([
      'line 1: a column of successes: only send rate, throughput',
    ]);
    expect(problems('x.csv', 'name,error\na,it broke')).toEqual([
      'line 1: a column of successes: only failures',
      `line 1: ${measured}: only failures`,
    ]);
  });

  it('tells of failures, but not how many', () => {
    expect(problems('x.csv', 'succ,Failure rate (%),throughput,send rate\n5,0,1,1')).toEqual([
      "line 1, column 2 (Failure rate (%)): a column that counts the failures: 'Failure rate (%)'",
    ]);
    const counted = 'succ,Failure rate (%),fail,throughput,send rate\n5,0,0,1,1';
    expect(readTables({ name: 'x.csv', text: counted })).toHaveLength(1);
  });

  it('has no rows', () => {
    expect(problems('x.csv', header)).toEqual(['line 1: rows below the header: none']);
  });

  it('names everything at once, each with its line, column and header', () => {
    const text = [
      `${header},TPS sent`,
      'a,1,0,1,1,1',
      'b,1,0,"41,62",1,1',
      'c,1,0,1,1',
      'd,1,0,1,1,1,1',
      'e,many,0,1,~5,1',
      'f,Infinity,0,1,1,1',
    ].join('\n');
    expect(problems('x.csv', text)).toEqual([
      "line 1, column 6 (TPS sent): one column of send rate: another besides 'Send Rate (TPS)'",
      "line 3, column 4 (Send Rate (TPS)): a number per second: '41,62'",
      'line 4: 6 cells, as in the header in line 1: 5',
      'line 5: 6 cells, as in the header in line 1: 7',
      "line 6, column 2 (Succ): a number: 'many'",
      "line 6, column 5 (Throughput (TPS)): a number per second: '~5'",
      "line 7, column 2 (Succ): a number: 'Infinity'",
    ]);
    expect(failure('x.csv', text).message).toBe('x.csv has no readable table: 7 problems');
  });

  it('is named in every format', () => {
    expect(problems('x.md', '| Succ | Max Delay | Avg Delay |\n|-|-|-|\n| 1 | 5 min | |\n| 1 | 2 |')).toEqual(
      [
        "line 3, column 2 (Max Delay): a number with a decimal point, in s, ms or µs: '5 min'",
        'line 4: 3 cells, as in the header in line 1: 2',
      ],
    );
    expect(problems('x.json', '[{"succ": 1,\n "maxDelayS": [2], "avgDelayS": true}]')).toEqual([
      "line 2, column 15 (maxDelayS): a number with a decimal point, in s, ms or µs: '[…]'",
      "line 2, column 33 (avgDelayS): a number with a decimal point, in s, ms or µs: 'true'",
    ]);
    expect(problems('x.json', '[{"succ": 1,}]')).toEqual(['line 1, column 13: a name in double quotes: }']);
    expect(problems('x.csv', `${header}\n"a,1,0,1,1`)).toEqual([
      'line 2, column 1: a closing quote: the end of the file',
    ]);
  });
});
