/** replications.csv read back: of each metric that it has a column for, one value per replication, in their order. */
import { parse } from 'csv-parse/sync';
import type { ReplicatedMetrics } from '../../gate/baseline.ts';
import { roundNames } from '../../gate/metric.ts';
import { tidy } from '../../measure/tidy.ts';

type Line = Readonly<Record<string, string>>;

const asNumber = (text: string): number => Number(text);
const asMs = (text: string): number => tidy(Number(text) * 1000);
const asAmount = (text: string): bigint => BigInt(text);

/** By column; a column that is not here is no metric. */
const metricOfColumn = {
  submitted: ['submitted', asNumber],
  succeeded: ['succeeded', asNumber],
  failed: ['failed', asNumber],
  pending: ['pending', asNumber],
  send_rate_tps: ['sendRateTps', asNumber],
  throughput_tps: ['throughputTps', asNumber],
  latency_min_s: ['latencyMs/min', asMs],
  latency_mean_s: ['latencyMs/mean', asMs],
  latency_max_s: ['latencyMs/max', asMs],
  latency_stddev_s: ['latencyMs/stddev', asMs],
  latency_p50_s: ['latencyMs/p50', asMs],
  latency_p90_s: ['latencyMs/p90', asMs],
  latency_p95_s: ['latencyMs/p95', asMs],
  latency_p99_s: ['latencyMs/p99', asMs],
  gas_mean: ['gas/mean', asAmount],
  gas_total: ['gas/total', asAmount],
  fee_mean_wei: ['feeWei/mean', asAmount],
} as const satisfies Record<string, readonly [string, (text: string) => number | bigint]>;

export const readReplications = (text: string): ReplicatedMetrics => {
  const lines = parse(text, { columns: true }) as Line[];
  const runs = [...Map.groupBy(lines, ({ replication }) => replication).values()];
  const names = roundNames((runs[0] ?? []).map(({ label = '' }) => label));
  const series = names.flatMap((name, round) =>
    Object.entries(metricOfColumn).map(([column, [metric, read]]) => {
      const cells = runs.map((run) => run[round]?.[column] ?? '');
      return [`rounds/${name}/${metric}`, cells.map((cell) => (cell === '' ? null : read(cell)))] as const;
    }),
  );
  return new Map(series.filter(([, values]) => values.some((value) => value !== null)));
};
