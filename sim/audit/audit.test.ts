import { describe, expect, test } from 'vitest';
import { paperTables } from '../testing/published-rows.ts';
import { auditTables } from './audit.ts';
import type { DefinitionName } from './definition.ts';
import { explain } from './explanation.ts';
import type { Interval } from './interval.ts';
import { type PrintedRow, printedRow } from './printed-row.ts';
import type { RowAudit } from './row-audit.ts';
import type { Column } from './table.ts';

const report = auditTables(paperTables, 'auto');

const rowsUnder = (name: DefinitionName): readonly RowAudit[] =>
  report.byDefinition
    .filter(({ definition }) => definition.name === name)
    .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows));

const violated = ({ findings }: RowAudit): string =>
  findings
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ id }) => id)
    .join(' ');

const rounded = (interval: Interval | undefined, digits: number): readonly string[] =>
  interval === undefined
    ? []
    : [interval.low, interval.high ?? interval.low].map((end) => end.valueOf().toFixed(digits));

const slackOf = ({ findings }: RowAudit, id: string): number =>
  findings.find((finding) => finding.id === id)?.slack?.valueOf() ?? Number.NaN;

const [request1, getMS11, getMS12, , getMS21, getMS22, getMS23] = rowsUnder('caliper<=0.3') as [
  RowAudit,
  RowAudit,
  RowAudit,
  RowAudit,
  RowAudit,
  RowAudit,
  RowAudit,
];

describe('the paper’s tables', () => {
  test('all seven rows are impossible under both default reports, three under any', () => {
    expect(rowsUnder('caliper<=0.3').map(violated)).toEqual([
      'C3 C4 C6 C7 C9',
      'C5',
      'C5',
      'C3 C4 C6 C7 C9',
      'C1 C2 C5',
      'C5',
      'C5',
    ]);
    expect(rowsUnder('caliper>=0.4').map(violated)).toEqual(rowsUnder('caliper<=0.3').map(violated));
    expect(rowsUnder('caliper-prometheus').map(violated)).toEqual(['C3', '', '', 'C3', 'C1', '', '']);
    expect(rowsUnder('hyperledger-metrics').map((row) => row.isPossible)).toEqual(
      rowsUnder('caliper-prometheus').map((row) => row.isPossible),
    );
    expect(report.surviving).toEqual([]);
  });

  test('one request of 0.24 s cannot complete at 5.1 per second, and 1.0 is no send rate of Caliper’s', () => {
    expect(rounded(request1.feasible.get('throughputTps'), 2)).toEqual(['4.08', '4.26']);
    expect(rounded(request1.box.runS, 3)).toEqual(['0.194', '0.198']);
    expect(request1.notes.map(({ id }) => id)).toEqual(['format']);
  });

  test('the two request rows agree in every figure', () => {
    expect(report.duplicates).toEqual([
      {
        rows: [
          { tableNumber: 1, rowNumber: 1, label: 'ReqMagan' },
          { tableNumber: 2, rowNumber: 1, label: 'ReqMagan' },
        ],
        figureCount: 7,
      },
    ]);
  });

  test.each([
    ['T1-2', getMS11, '3.258', ['87.34', '88.11'], ['20.19', '21.61'], '37.8', '1.76'],
    ['T1-3', getMS12, '2.981', ['81.63', '82.30'], ['21.41', '22.88'], '34.9', '1.75'],
    ['T2-2', getMS21, '0.876', ['8.89', '8.97'], undefined, '3.8', '1.73'],
    ['T2-3', getMS22, '0.462', ['8.66', '8.73'], ['20.50', '22.70'], '3.8', '1.78'],
    ['T2-4', getMS23, '0.298', ['9.39', '9.48'], ['22.61', '24.30'], '5.0', '2.12'],
  ] as const)(
    '%s: W, T, the throughput it could have, and by how much it lasts too long',
    (_name, row, w, t, x, lacking, factor) => {
      const { submitWindowS, maxDelayS, runS } = row.box;
      expect(
        submitWindowS.low
          .add(submitWindowS.high ?? 0)
          .div(2)
          .valueOf()
          .toFixed(3),
      ).toBe(w);
      expect(rounded(runS, 2)).toEqual(t);
      expect(rounded(row.feasible.get('throughputTps'), 2)).toEqual(x ?? []);
      expect((-slackOf(row, 'C5')).toFixed(1)).toBe(lacking);
      const latestEnd = submitWindowS.high?.add(maxDelayS.high ?? 0).valueOf() ?? Number.NaN;
      // The least feasible throughput over the greatest that the printed one can mean.
      expect((runS.low.valueOf() / latestEnd).toFixed(2)).toBe(factor);
    },
  );

  test('T2-2: an average above the maximum by more than rounding allows; at most 4.238 is possible', () => {
    expect(slackOf(getMS21, 'C1')).toBeCloseTo(-0.01, 9);
    expect(slackOf(getMS21, 'C2')).toBeCloseTo(4.238 - 4.265, 3);
  });

  test('T2-3: the shape needs about 25 commits within the submit window', () => {
    expect(getMS22.notes.find(({ id }) => id === 'S2')?.text).toBe(
      '99 of 100 delays within 9 ms of the maximum on average: about 25 commits inside 0.46 s',
    );
    expect(getMS11.notes.map(({ id }) => id)).toEqual(['S3']);
  });

  test.each([
    ['T1-2', getMS11, ['20.2', '21.6'], ['14.0', '24.4'], ['526', '550'], ['84.1', '88.1']],
    ['T1-3', getMS12, ['21.4', '22.9'], ['14.9', '26.4'], ['532', '555'], ['78.7', '82.3']],
    ['T2-2', getMS21, [], [], [], ['8.01', '8.97']],
    // With 51 to 53 successes T is right, but C2 then puts the average below what is printed.
    ['T2-3', getMS22, ['20.5', '22.7'], ['15.6', '23.6'], [], ['8.20', '8.73']],
    ['T2-4', getMS23, ['22.6', '24.3'], ['14.5', '19.0'], ['44', '45'], ['9.09', '9.48']],
  ] as const)('%s: what one cell would have to be', (_name, row, throughput, send, successes, maximum) => {
    const range = (column: Column, digits: number) => rounded(row.feasible.get(column), digits);
    expect(range('throughputTps', 1)).toEqual(throughput);
    expect(range('sendRateTps', 1)).toEqual(send);
    expect(range('successes', 0)).toEqual(successes);
    expect(range('maxDelayS', maximum[0].split('.')[1]?.length ?? 0)).toEqual(maximum);
    expect([range('minDelayS', 2), range('avgDelayS', 2)]).toEqual([[], []]);
  });

  test('the maximum delay is the only column that explains every GetMS row alone', () => {
    expect(explain(rowsUnder('caliper<=0.3'))).toEqual([
      { label: 'ReqMagan', impossibleCount: 2, columns: ['throughputTps'] },
      { label: 'GetMS', impossibleCount: 5, columns: ['maxDelayS'] },
    ]);
  });

  test('T2-2 can be mended in two cells, the average and another', () => {
    const pairs = getMS21.repairs.filter(({ columns }) => columns.length === 2);
    expect(pairs.map(({ columns }) => columns.join(' '))).toEqual([
      'successes avgDelayS',
      'failures avgDelayS',
      'sendRateTps avgDelayS',
      'avgDelayS throughputTps',
    ]);
  });

  test('overload: average and throughput agree with a queue’s', () => {
    const means = [getMS11, getMS12, getMS21, getMS22, getMS23].map(
      ({ notes }) => /a ≈ ([\d.]+) s/.exec(notes.find(({ id }) => id === 'S3')?.text ?? '')?.[1],
    );
    expect(means).toEqual(['42.27', '39.53', '4.07', '4.16', '4.62']);
  });
});

describe('definitions', () => {
  const table = (texts: PrintedRow) => [{ number: 1, title: undefined, rows: [printedRow('open', texts)] }];

  const rowUnder = (name: DefinitionName, texts: PrintedRow): RowAudit => {
    const rows = auditTables(table(texts), name).byDefinition.flatMap(({ tables }) => tables[0]?.rows ?? []);
    return rows[0] as RowAudit;
  };

  test('only those that were asked for are judged', () => {
    const { byDefinition } = auditTables(paperTables, 'caliper-prometheus');
    expect(byDefinition.map(({ definition }) => definition.name)).toEqual(['caliper-prometheus']);
  });

  test('a row with failures tells which release printed it (Caliper issue 1143)', () => {
    const failing = table(['603', '1397', '30.5', '51.08', '1.06', '27.16', '17.2']);
    expect(auditTables(failing, 'auto').surviving).toEqual(['caliper>=0.4', 'caliper-prometheus']);
  });

  test('a single transaction of Caliper 0.4 has an infinite send rate', () => {
    const lone = table(['1', '0', 'Infinity', '0.01', '0.01', '0.01', '90.9']);
    expect(auditTables(lone, 'caliper>=0.4').byDefinition[0]?.impossibleCount).toBe(0);
  });

  test('what no tool can count is impossible by C10, and said in words', () => {
    const row = rowUnder('caliper<=0.3', ['10.5', '-1', '0', '1', '1', '1', '0.00']);
    expect(violated(row)).toBe('C10');
    expect(row.faults.map(({ column }) => column)).toEqual(['successes', 'failures']);
  });

  test('a row without delays is judged by what it has', () => {
    expect(violated(rowUnder('caliper<=0.3', ['100', '0', '50.0', '-', '-', '-', '60.0']))).toBe('C8');
  });
});
