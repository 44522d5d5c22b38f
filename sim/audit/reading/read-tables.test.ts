import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summariseSample } from '../../measure/sample-round.ts';
import { roundsCsv, tableCsv } from '../../report/csv/csv.ts';
import { columns, type PublishedTable } from '../table.ts';
import { readTables } from './read-tables.ts';

/** Each table as its number and title, and each row as its label and printed texts, in the order of `columns`. */
const summary = (tables: readonly PublishedTable[]) =>
  tables.map(({ number, title, rows }) => ({
    number,
    title,
    rows: rows.map(({ label, cells }) =>
      [
        label,
        ...columns
          .map((column) => cells[column])
          .map((cell) => (typeof cell === 'string' ? cell : cell.text)),
      ].join(' '),
    ),
  }));
const read = (name: string, text: string) => summary(readTables({ name, text }));

const firstRows = [
  'ReqMagan 1 0 1.0 0.24 0.24 0.24 5.1',
  'GetMS 1000 0 306.9 46.27 16.52 41.62 11.4',
  'GetMS 1000 0 335.5 43.72 15.10 38.03 12.2',
];
const secondRows = [
  'ReqMagan 1 0 1.0 0.24 0.24 0.24 5.1',
  'GetMS 100 0 114.2 4.25 2.53 4.27 11.2',
  'GetMS 100 0 216.3 4.41 2.34 4.39 11.5',
  'GetMS 100 0 335.9 4.12 2.61 4.05 10.6',
];

const paper = `# A paper

| Symbol | Meaning |
|--------|---------|
| N      | number  |

**Table 1. 1000 runs**

| Operating | Number of Successes | Number of Failures | Send Rate /TPS | Maximum Delay /s | Minimum Delay /s | Average Delay /s | Throughput Rate /TPS |
|-----------|--------------------:|-------------------:|---------------:|-----------------:|-----------------:|-----------------:|---------------------:|
${firstRows.map((row) => `| ${row.replaceAll(' ', ' | ')} |`).join('\n')}

## 100 runs

Operating | Number of Successes | Number of Failures | Send Rate /TPS | Maximum Delay /s | Minimum Delay /s | Average Delay /s | Throughput Rate /TPS
---|---|---|---|---|---|---|---
${secondRows.map((row) => row.replaceAll(' ', ' | ')).join('\n')}
`;

const caliper = `2024.01.01-10:00:00.000 info  [caliper] [report-builder]  ### All test results ###
+-------+------+------+-----------------+-----------------+-----------------+-----------------+------------------+
| Name  | Succ | Fail | Send Rate (TPS) | Max Latency (s) | Min Latency (s) | Avg Latency (s) | Throughput (TPS) |
|-------|------|------|-----------------|-----------------|-----------------|-----------------|------------------|
| open  | 1000 | 0    | 50.1            | 0.17            | 0.01            | 0.05            | 50.1             |
|-------|------|------|-----------------|-----------------|-----------------|-----------------|------------------|
| query | 1    | 2    | Infinity        | -               | -               | -               | 0.0              |
+-------+------+------+-----------------+-----------------+-----------------+-----------------+------------------+
`;

const shared = (file: string): string => resolve(import.meta.dirname, '../../../../shared/data', file);

describe('published tables', () => {
  it("are the paper's two, with the other one in its text passed over", () => {
    expect(read('paper.md', paper)).toEqual([
      { number: 1, title: 'Table 1. 1000 runs', rows: firstRows },
      { number: 2, title: '100 runs', rows: secondRows },
    ]);
  });

  it('are what Caliper prints on a console', () => {
    expect(read('-', caliper)).toEqual([
      {
        number: 1,
        title: undefined,
        rows: ['open 1000 0 50.1 0.17 0.01 0.05 50.1', 'query 1 2 infinite absent absent absent 0.0'],
      },
    ]);
  });

  it('are divided where the column "table" changes', () => {
    const rows =
      'table,name,succ,send_rate_tps,throughput_tps\n1,a,5,1,2\n1,b,5,1,2\n2,c,5,1,2\nLarge,d,5,1,2\n';
    expect(
      readTables({ name: 'x.csv', text: rows }).map(({ title, rows: [row] }) => [
        title,
        row?.label,
        row?.place,
      ]),
    ).toEqual([
      ['Table 1', 'a', { line: 2, column: 1 }],
      ['Table 2', 'c', { line: 4, column: 1 }],
      ['Large', 'd', { line: 5, column: 1 }],
    ]);
  });

  it.runIf(existsSync(shared('paper-tables.csv')))('are the same in the shared file of the paper', () => {
    expect(read('paper-tables.csv', readFileSync(shared('paper-tables.csv'), 'utf8'))).toEqual([
      { number: 1, title: 'Table 1', rows: firstRows },
      { number: 2, title: 'Table 2', rows: secondRows },
    ]);
  });

  it.runIf(existsSync(shared('caliper-genuine-rows.csv')))("are the shared rows of Caliper's users", () => {
    const [table, ...others] = read('rows.csv', readFileSync(shared('caliper-genuine-rows.csv'), 'utf8'));
    expect(others).toEqual([]);
    expect(table?.rows).toHaveLength(9);
    expect(table?.rows[2]).toBe('15 tps 1151 849 15.2 50.92 1.06 28.65 11');
  });

  it('are our own files of results, what is pending counting as failed', () => {
    const rounds = [
      summariseSample([{ intendedMs: 0, delayMs: 240 }], { label: 'ReqMagan' }),
      summariseSample(
        [
          { intendedMs: 0, delayMs: 100 },
          { intendedMs: 50 },
          { intendedMs: 50, delayMs: 5, error: 'reverted' },
        ],
        { endMs: 60_000 },
      ),
    ];
    expect(read('table.csv', [...tableCsv(rounds)].join(''))[0]?.rows).toEqual([
      'ReqMagan 1 0 1.0 0.24 0.24 0.24 4.2',
      'GetMS 1 2 60.0 0.10 0.10 0.10 0.017',
    ]);
  });

  it('are not our rounds.csv, whose delays and rates begin at different instants', () => {
    const rounds = [summariseSample([{ intendedMs: 0, delayMs: 240 }])];
    expect(() => read('rounds.csv', [...roundsCsv(rounds)].join(''))).toThrow(
      expect.objectContaining({
        code: 'TABLE_UNREADABLE',
        problems: [expect.objectContaining({ received: expect.stringContaining('intended instant') })],
      }),
    );
  });

  it('have no failures where they have no column of them, and no label likewise', () => {
    expect(read('x.csv', 'succ,throughput,send rate\n5,1,2')[0]?.rows).toEqual([
      ' 5 0 2 absent absent absent 1',
    ]);
  });

  it('may begin with a byte order mark, and end lines as any system does', () => {
    const rows = ['succ | throughput | send rate', '-|-|-', '5 | 1 | 2'];
    for (const end of ['\n', '\r\n', '\r'])
      expect(read('x.md', `\uFEFF${rows.join(end)}`)[0]?.rows).toEqual([' 5 0 2 absent absent absent 1']);
    const [table] = readTables({
      name: 'x.csv',
      text: 'succ,throughput,send rate\n1,1,1\r\n\r\nsucc,max delay,avg delay\r\n5,1,2',
    }).slice(1);
    expect(table?.rows[0]?.place.line).toBe(5);
    expect(read('x.json', '\uFEFF[{"succ": 5, "throughput": 1, "sendRateTps": 2}]')).toHaveLength(1);
  });

  it.each([
    ['x.tsv', 'succ\tthroughput\tsend rate\n5\t1\t2'],
    ['x.txt', 'succ\tthroughput\tsend rate\n5\t1\t2'],
    ['-', 'succ;throughput;send rate\n5;1;2'],
    ['-', '[{"succ": 5, "throughput": 1, "sendRateTps": 2}]'],
    ['constructor', ' {"rows": [{"succ": 5, "throughput": 1, "sendRateTps": 2}]}'],
    ['x.JSON', '[{"succ": "5", "throughput": "1", "sendRateTps": "2"}]'],
    ['x.MARKDOWN', 'succ | throughput | send rate\n-|-|-\n5 | 1 | 2'],
    ['-', 'succ | throughput | send rate\n-|-|-\n5 | 1 | 2'],
  ])('are in %s, by its extension or else by its text: %j', (name, text) =>
    expect(read(name, text)).toEqual([
      { number: 1, title: undefined, rows: [' 5 0 2 absent absent absent 1'] },
    ]),
  );
});
