import { describe, expect, it } from 'vitest';
import { labelIndex, meaningOf, tableIndex } from './column-names.ts';

const columnOf = (header: string): string | undefined => meaningOf(header)?.column;
const unitOf = (header: string): string | undefined => meaningOf(header)?.secondsPerUnit.toFraction();

const spelled: Readonly<Record<string, readonly string[]>> = {
  successes: [
    ...[
      'Succ',
      'succ',
      'Success',
      'successes',
      'succeeded',
      'Number of Successes',
      'Successful transactions',
    ],
    ...['# success', 'No. of successful Txs'],
  ],
  failures: [
    'Fail',
    'failed',
    'Failures',
    'Number of Failures',
    'failed_transactions',
    'Errors',
    'unsuccessful',
  ],
  pending: ['pending', 'Timeouts', 'Unfinished'],
  sendRateTps: [
    ...['Send Rate (TPS)', 'Send Rate /TPS', 'send_rate_tps', 'sendRateTps', 'SENDRATE', 'TPS sent'],
    ...['Sending rate [tx/s]', 'Submission rate (transactions per second)'],
  ],
  maxDelayS: [
    'Max Latency (s)',
    'Maximum Delay /s',
    'max_delay_s',
    'latency_max_s',
    'maxDelayS',
    'Highest latency',
  ],
  minDelayS: [
    'Min Latency (s)',
    'Minimum Delay /s',
    'min_latency_s',
    'latency_min_s',
    'minDelayS',
    'Lowest delay',
  ],
  avgDelayS: [
    ...['Avg Latency (s)', 'Average Delay /s', 'avg_delay_s', 'latency_mean_s', 'avgDelayS', 'mean latency'],
    ...['delay avg', 'Average transaction latency', 'Avg. response time (s)', 'avglatency'],
  ],
  throughputTps: [
    'Throughput (TPS)',
    'Throughput Rate /TPS',
    'throughput_tps',
    'throughputTps',
    'Throughput [tx/s]',
  ],
};

describe('the column of a header', () => {
  it.each(Object.entries(spelled).flatMap(([column, headers]) => headers.map((header) => [header, column])))(
    '%s is %s',
    (header, column) => expect(columnOf(header)).toBe(column),
  );

  it.each([
    ...['target_rate_tps', 'latency_p95_s', 'latency_stddev_s', 'Latency (s)', 'TPS', '75%ile Latency (s)'],
    ...[
      'Success rate',
      'Success (%)',
      'Failure ratio',
      'submitted',
      'Sent',
      'Throughput (MB/s)',
      'Max/min latency',
    ],
    ...[
      'Max Latency (min)',
      'Min Latency (min)',
      'Total',
      'Number',
      'Name',
      '',
      '-',
      'Max CPU',
      'txs'.repeat(40),
    ],
  ])('%s is none', (header) => expect(columnOf(header)).toBeUndefined());
});

describe('the unit of a header', () => {
  it.each([
    ['Avg Latency', '1'],
    ['Avg Latency (s)', '1'],
    ['average delay in seconds', '1'],
    ['avg_latency_ms', '1/1000'],
    ['Avg Latency (ms)', '1/1000'],
    ['Average Delay /ms', '1/1000'],
    ['avgLatencyMs', '1/1000'],
    ['Mean latency [µs]', '1/1000000'],
    ['Mean latency (μs)', '1/1000000'],
  ])('%s counts %s s', (header, unit) => expect(unitOf(header)).toBe(unit));

  it('means nothing when there are two of them', () => {
    expect(columnOf('Avg Latency ms (s)')).toBeUndefined();
  });
});

describe('the name of a row', () => {
  it('is under the likeliest header, not the first', () => {
    expect(labelIndex(['round', 'Label', 'submitted'])).toBe(1);
    expect(labelIndex(['source', 'name'])).toBe(1);
    expect(labelIndex(['Round', 'Succ'])).toBe(0);
    expect(labelIndex(['Succ', 'Fail'])).toBeUndefined();
  });
});

describe('the name of a table', () => {
  it('is under a header of tables', () => {
    expect(tableIndex(['row', 'Table'])).toBe(1);
    expect(tableIndex(['row', 'tablespace'])).toBeUndefined();
  });
});
