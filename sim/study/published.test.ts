import { expect, test } from 'vitest';
import { cellsTable, lonelyRepairs, marginText, publishedTable, rangeText } from './audit-tables.ts';
import { fakeAudit } from './fake-study.ts';
import { publishedRows } from './published.ts';

const rows = publishedRows(fakeAudit, 'caliper<=0.3');
const [fine, impossible] = rows;

test('a published row has its figures as numbers, and what the audit found', () => {
  expect(fine).toMatchObject({
    name: 'T1.1',
    tableNumber: 1,
    label: 'fine',
    successes: 500,
    sendRateTps: 307.3,
    avgDelayS: 2.94,
    audit: { isPossible: true, broken: [] },
  });
  expect(fine?.possibleUnder).toContain('caliper>=0.4');
  expect(impossible).toMatchObject({ audit: { isPossible: false, broken: ['C1', 'C2', 'C5'] } });
  expect(impossible?.possibleUnder).toEqual([]);
});

test('a cell that could have been otherwise has its range, one that could not has null', () => {
  const feasible = impossible?.audit.feasible;
  expect(feasible?.maxDelayS?.low).toBeCloseTo(8.01, 2);
  expect(feasible?.maxDelayS?.high).toBeCloseTo(8.97, 2);
  expect(feasible?.throughputTps).toBeNull();
});

test('the margin of a table names the rules that are broken', () => {
  expect(publishedTable(rows, 'caliper<=0.3').rows.map(({ audit }) => audit)).toEqual([
    'possible',
    '✗ C1 C2 C5',
  ]);
  expect(marginText([])).toBe('possible');
});

test('only impossible rows are told what their cells would have to be', () => {
  expect(cellsTable(rows, 'caliper<=0.3').rows).toEqual([
    expect.objectContaining({ row: 'T1.2', max_delay_s: '8.01–8.97', throughput_tps: null }),
  ]);
  expect(lonelyRepairs(rows)).toEqual([{ label: 'impossible', count: 1, columns: ['Max Delay'] }]);
});

test('a range is written with both ends, or with the one that there is', () => {
  expect(rangeText({ low: 1, high: 2.345 }, 2)).toBe('1.00–2.35');
  expect(rangeText({ low: 1, high: null }, 0)).toBe('≥ 1');
  expect(rangeText({ low: 1.001, high: 1.004 }, 2)).toBe('1.00');
  expect(rangeText(null, 2)).toBeNull();
});
