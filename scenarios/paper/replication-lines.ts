/** The lines of the tables that E1 lays side by side: a published row, and what was simulated in its place. */
import {
  marginText,
  type PublishedRow,
  type SimulatedRound,
  type StudyTable,
  studyTable,
} from '../../sim/index.ts';
import { seconds } from './rounds.ts';

/** One line of the table: published, or a round under one reading. */
export interface Line {
  readonly name: string;
  readonly operating: string;
  readonly source: string;
  readonly successes: number | null;
  readonly failures: number | null;
  readonly sendRateTps: number | null;
  readonly maxDelayS: number | null;
  readonly minDelayS: number | null;
  readonly avgDelayS: number | null;
  /** By Caliper up to 0.3.2, and from 0.4.0 on. */
  readonly throughputTps: readonly [number | null, number | null];
  readonly broken: readonly string[];
}

export const publishedLine = (row: PublishedRow): Line => ({
  ...row,
  operating: row.label,
  source: 'published',
  throughputTps: [row.throughputTps, row.throughputTps],
  broken: row.audit.broken,
});

export const simulatedLine = (name: string, source: string, { summary, broken }: SimulatedRound): Line => {
  const { label, succeeded, failed, pending, rates, latencyFromSubmittedMs: delayMs } = summary;
  return {
    name,
    operating: label,
    source,
    successes: succeeded,
    failures: failed + pending,
    sendRateTps: rates['caliper<=0.3'].sendRateTps,
    maxDelayS: seconds(delayMs.max),
    minDelayS: seconds(delayMs.min),
    avgDelayS: seconds(delayMs.mean),
    throughputTps: [rates['caliper<=0.3'].throughputTps, rates['caliper>=0.4'].throughputTps],
    broken,
  };
};

export const linesTable = (tableNumber: number, lines: readonly Line[]): StudyTable =>
  studyTable(
    {
      id: `table-${tableNumber}`,
      title: `Table ${tableNumber}`,
      remark:
        'GetMS as a call, or as a transaction on the chain that is named; delays from submission; throughput up to Caliper 0.3.2 ' +
        '(successes / T) and from 0.4.0 on (failures too, and a send rate of Infinity for one transaction)',
    },
    lines,
    [
      { key: 'row', head: 'Row', value: ({ name }) => name },
      { key: 'operating', head: 'Operating', value: ({ operating }) => operating },
      { key: 'source', head: 'Source', value: ({ source }) => source },
      { key: 'successes', head: 'Succ', decimals: 0, value: ({ successes }) => successes },
      { key: 'failures', head: 'Fail', decimals: 0, value: ({ failures }) => failures },
      {
        key: 'send_rate_tps',
        head: 'Send Rate',
        unit: 'TPS',
        decimals: 1,
        value: (line) => line.sendRateTps,
      },
      { key: 'max_delay_s', head: 'Max Delay', unit: 's', decimals: 2, value: (line) => line.maxDelayS },
      { key: 'min_delay_s', head: 'Min Delay', unit: 's', decimals: 2, value: (line) => line.minDelayS },
      { key: 'avg_delay_s', head: 'Avg Delay', unit: 's', decimals: 2, value: (line) => line.avgDelayS },
      {
        key: 'throughput_0_3_tps',
        head: 'Thrpt ≤ 0.3',
        unit: 'TPS',
        decimals: 1,
        value: ({ throughputTps: [older] }) => older,
      },
      {
        key: 'throughput_0_4_tps',
        head: 'Thrpt ≥ 0.4',
        unit: 'TPS',
        decimals: 1,
        value: ({ throughputTps: [, newer] }) => newer,
      },
      { key: 'audit', head: 'Audit', value: ({ broken }) => marginText(broken) },
    ],
  );
