/**
 * baseline.json: the metrics of one run, with the conditions that they hold under, committed beside the sources. Keys are
 * sorted, a metric is a line, and nothing is in it that changes without a reason, so that its diff reads as what changed.
 * Exact amounts are decimal strings, what is beyond the horizon says so.
 */
import { BenchError, exitCodes } from '../errors.ts';
import type { Conditions } from './conditions.ts';
import type { Metrics, MetricValue } from './metric.ts';

export const baselineSchemaVersion = 1;

/** One value per replication, in their order; null where it has none. */
export type ReplicatedMetrics = ReadonlyMap<string, readonly (MetricValue | null)[]>;

export interface Baseline {
  readonly scenario: string;
  readonly conditions: Conditions;
  /** What is compared: the hash of the contracts' bytecode. */
  readonly subject: string;
  /** Of the plain run. */
  readonly metrics: Metrics;
  /** Empty where it was made without replications. */
  readonly replications: ReplicatedMetrics;
}

export const baselineText = ({ scenario, conditions, subject, metrics, replications }: Baseline): string => {
  const sections = [
    section('conditions', Object.entries(conditions)),
    section(
      'metrics',
      [...metrics].map(([name, value]) => [name, encoded(value)]),
    ),
    ...(replications.size === 0 ? [] : [section('replications', [...replications].map(encodedSeries))]),
    `  "scenario": ${JSON.stringify(scenario)}`,
    `  "schemaVersion": ${baselineSchemaVersion}`,
    `  "subject": ${JSON.stringify(subject)}`,
  ];
  return `{\n${sections.join(',\n')}\n}\n`;
};

const section = (name: string, entries: readonly (readonly [string, unknown])[]): string => {
  const lines = [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `  "${name}": {\n${lines.join(',\n')}\n  }`;
};

const horizonText = '> horizon';

export const encoded = (value: MetricValue): number | string => {
  if (typeof value === 'bigint') return value.toString();
  return Number.isFinite(value) ? value : horizonText;
};

const encodedSeries = ([name, values]: readonly [string, readonly (MetricValue | null)[]]) =>
  [name, values.map((value) => (value === null ? null : encoded(value)))] as const;

/** Throws `BaselineUnreadable`. */
export const readBaseline = (text: string, file: string): Baseline => {
  const { schemaVersion, scenario, conditions, subject, metrics, replications = {} } = parsed(text, file);
  const refuse = (path: string, expected: string, received: unknown): never => {
    throw new BaselineUnreadable(file, path, expected, String(received));
  };
  if (schemaVersion !== baselineSchemaVersion)
    refuse('schemaVersion', `${baselineSchemaVersion}`, schemaVersion);
  if (typeof scenario !== 'string') refuse('scenario', 'a name', scenario);
  if (!isRecord(conditions)) return refuse('conditions', 'an object', conditions);
  if (!isRecord(metrics) || Object.keys(metrics).length === 0)
    return refuse('metrics', 'an object with at least one metric', metrics);
  if (!isRecord(replications)) return refuse('replications', 'an object', replications);
  const metricValue = (name: string, value: unknown): MetricValue =>
    decoded(value) ?? refuse(`metrics.${name}`, 'a number, or one as decimal text', value);
  return {
    scenario: scenario as string,
    conditions: conditions as Conditions,
    subject: String(subject ?? ''),
    metrics: new Map(Object.entries(metrics).map(([name, value]) => [name, metricValue(name, value)])),
    replications: new Map(
      Object.entries(replications).map(([name, values]) => [
        name,
        Array.isArray(values)
          ? values.map((value) => (value === null ? null : metricValue(name, value)))
          : refuse(`replications.${name}`, 'a list', values),
      ]),
    ),
  };
};

export const decoded = (value: unknown): MetricValue | undefined => {
  if (typeof value === 'number') return value;
  if (value === horizonText) return Number.POSITIVE_INFINITY;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined;
};

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string, file: string): Json => {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // As no object: told below.
  }
  throw new BaselineUnreadable(file, '(file)', 'a JSON object', 'other text');
};

export class BaselineUnreadable extends BenchError {
  override readonly name = 'BaselineUnreadable';
  constructor(file: string, path: string, expected: string, received: string) {
    super(`${file} is no baseline that can be read`, {
      code: 'BASELINE_UNREADABLE',
      exitCode: exitCodes.baselineMissing,
      file,
      problems: [{ path, expected, received }],
      hint: 'restore it from version control, or write it anew with "bench check -u"',
    });
  }
}
