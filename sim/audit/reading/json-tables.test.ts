import { describe, expect, it } from 'vitest';
import { createResult } from '../../measure/result.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import { toJson } from '../../report/json.ts';
import { readJson } from './json-tables.ts';
import type { RawTable } from './raw-table.ts';

const texts = ({ title, header, rows }: RawTable) => ({
  title,
  rows: [header, ...rows].map(({ cells }) => cells.map(({ text }) => text)),
});
const tables = (text: string) => readJson(text).tables.map(texts);
const problems = (text: string) => readJson(text).problems;

describe('tables in JSON', () => {
  const rows = '[{"a": 5.0, "b": " x "}, {"b": null, "c": 1e3}]';
  const cells = [
    ['a', 'b', 'c'],
    ['5.0', 'x', ''],
    ['', '', '1e3'],
  ];

  it('are lists of rows, alone, with a title, or several', () => {
    expect(tables(rows)).toEqual([{ title: undefined, rows: cells }]);
    expect(tables(`{"title": "T", "rows": ${rows}}`)).toEqual([{ title: 'T', rows: cells }]);
    expect(tables(`{"tables": [{"title": "T", "rows": ${rows}}, ${rows}]}`)).toEqual([
      { title: 'T', rows: cells },
      { title: undefined, rows: cells },
    ]);
  });

  it('have the places of their rows and cells, and of a row for what is not in it', () => {
    const [table] = readJson('[\n {"a": 1},\n {"b": 2}]').tables;
    expect(table?.header.cells.map(({ place }) => place)).toEqual([
      { line: 2, column: 3 },
      { line: 3, column: 3 },
    ]);
    expect(table?.rows[1]?.cells.map(({ place }) => place)).toEqual([
      { line: 3, column: 2 },
      { line: 3, column: 8 },
    ]);
  });

  it.each([
    ['[]', 'line 1, column 1', 'a list of rows', 'an empty list'],
    ['{"tables": [{"title": "T"}]}', 'line 1, column 13', 'a list of rows', "'{…}'"],
    ['[{"a": 1}, 2]', 'line 1, column 12', 'a row, which is an object of cells by column', "'2'"],
    ['[{"a": 1, "a": 2}]', 'line 1, column 11', 'each name once in a row', "'a'"],
    ['"text"', 'line 1, column 1', 'a list of rows', "'text'"],
    ['[1,', 'line 1, column 4', 'a value', 'the end of the file'],
    ['{"rounds": []}', 'line 1, column 1', 'a result with schemaVersion 1', "'{…}'"],
    ['{"schemaVersion": 1, "rounds": []}', 'line 1, column 32', 'a list of rounds', 'an empty list'],
  ])('are not in %s', (text, path, expected, received) =>
    expect(problems(text)).toEqual([{ path, expected, received }]),
  );

  it('say all that is wrong at once', () => {
    expect(problems('{"tables": [[1, 2], {"rows": 3}]}').map(({ path }) => path)).toEqual([
      'line 1, column 14',
      'line 1, column 17',
      'line 1, column 30',
    ]);
  });
});

describe('the result of a run', () => {
  const rounds = [
    summariseSample([{ intendedMs: 0, delayMs: 240 }], { label: 'ReqMagan' }),
    summariseSample([{ intendedMs: 0, delayMs: 100 }, { intendedMs: 50 }], { endMs: 60_000 }),
  ];
  const text = toJson(createResult({ scenario: {}, seed: 1, fingerprint: {}, rounds }));

  it('has a row for each round, by the definitions of Caliper up to 0.3.2', () => {
    expect(tables(text)[0]?.rows).toEqual([
      [
        ...['Name', 'Succ', 'Fail', 'Pending', 'Send Rate (TPS)', 'Max Latency (ms)', 'Min Latency (ms)'],
        ...['Avg Latency (ms)', 'Throughput (TPS)'],
      ],
      ['ReqMagan', '1', '0', '0', '1', '240', '240', '240', '4.16666666666667'],
      ['GetMS', '1', '0', '1', '40', '100', '100', '100', '0.0166666666666667'],
    ]);
  });

  it('names what a round lacks', () => {
    expect(
      problems('{"schemaVersion": 1, "rounds": [{"label": "x"}]}').map(({ expected }) => expected),
    ).toEqual([
      ...['succeeded', 'failed', 'pending', 'rates.caliper<=0.3.sendRateTps', 'latencyFromSubmittedMs.max'],
      ...['latencyFromSubmittedMs.min', 'latencyFromSubmittedMs.mean', 'rates.caliper<=0.3.throughputTps'],
    ]);
  });
});
