/**
 * A run as a flat map of named numbers, which is what a gate compares. Names are paths, so that globs pick them:
 * `rounds/GetMS/latencyMs/p95`. The second round of a label is `GetMS#2`; what would be mistaken for a part of the path
 * is escaped as in a URL.
 *
 * What does not exist (the deviation of one sample) has no entry. A percentile beyond the horizon exists: it is infinite.
 */
import type { DeploymentFigures } from '../measure/deployment.ts';
import type { Costs } from '../measure/gas.ts';
import type { LatencySummary } from '../measure/latency.ts';
import type { NetworkFigures } from '../measure/network-figures.ts';
import { type PercentileName, percentiles } from '../measure/quantile.ts';
import type { RunFigures } from '../measure/result.ts';
import type { RoundSummary } from '../measure/summary.ts';

/** Exact amounts are bigints. */
export type MetricValue = number | bigint;
export type Metrics = ReadonlyMap<string, MetricValue>;

type Entry = readonly [name: string, value: MetricValue | null];

/** Takes what JSON made of a result as well, where amounts are decimal strings. */
export const metricsOf = ({ rounds, network, deployments = [] }: RunFigures): Metrics => {
  const names = roundNames(rounds.map(({ label }) => label));
  const entries = [
    ...deployments.flatMap((figures) => under(`contracts/${escaped(figures.name)}`, ofDeployment(figures))),
    ...rounds.flatMap((round, index) => under(`rounds/${names[index]}`, ofRound(round))),
    ...under('network', Object.entries(network ?? {})),
  ];
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, withoutDust(value)]])));
};

/**
 * A rate is a count over a difference of instants, which leaves dust in the last of a double's 15 digits: the same round,
 * begun a second later, has it otherwise. Twelve digits are the figure.
 */
const withoutDust = (value: MetricValue): MetricValue =>
  typeof value === 'bigint' ? value : Number(value.toPrecision(12));

/** Equal but for the last of these digits, which dust may tip. */
export const isSameValue = (a: MetricValue, b: MetricValue): boolean =>
  a === b ||
  (typeof a === 'number' && typeof b === 'number' && isDust(a - b, Math.max(Math.abs(a), Math.abs(b))));

const isDust = (difference: number, size: number): boolean =>
  Number.isFinite(size) && Math.abs(difference) <= 1e-11 * size;

/** The names by which metrics and globs know the rounds. */
export const roundNames = (labels: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  return labels.map((label) => {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return `${escaped(label)}${count === 1 ? '' : `#${count}`}`;
  });
};

const escaped = (label: string): string => label.replace(/[%/#]/g, encodeURIComponent);

const under = (path: string, entries: readonly Entry[]): Entry[] =>
  entries.map(([name, value]) => [`${path}/${name}`, value]);

const ofDeployment = ({ gas, creationBytes, deployedBytes }: DeploymentFigures): Entry[] => [
  ['deploymentGas', BigInt(gas)],
  ['creationBytes', creationBytes],
  ['deployedBytes', deployedBytes],
];

const ofRound = (round: RoundSummary): Entry[] => [
  ['submitted', round.submitted],
  ['succeeded', round.succeeded],
  ['failed', round.failed],
  ['pending', round.pending],
  ['dropped', round.dropped],
  ['sendRateTps', round.sendRateTps],
  ['throughputTps', round.throughputTps],
  ...under('latencyMs', ofLatency(round.latencyMs)),
  ...under('latencyFromSubmittedMs', ofDelays(round.latencyFromSubmittedMs)),
  ['inFlight/mean', round.inFlight.mean],
  ['inFlight/peak', round.inFlight.peak],
  ...ofCosts(round),
  ...Object.entries(round.labels)
    .filter(([label]) => label !== round.label)
    .flatMap(([label, costs]) => under(`labels/${escaped(label)}`, ofCosts(costs))),
  ...ofNetwork(round.network),
];

const ofLatency = (latency: LatencySummary): Entry[] => [
  ...ofDelays(latency),
  ['stddev', latency.stddev],
  ...(Object.keys(percentiles) as PercentileName[]).map((name) => [name, percentile(latency, name)] as const),
];

/** The three that the paper's table has. */
const ofDelays = ({ min, mean, max }: LatencySummary): Entry[] => [
  ['min', min],
  ['mean', mean],
  ['max', max],
];

/** Where something succeeded, a percentile without a value is one that what is pending took. */
const percentile = (latency: LatencySummary, name: PercentileName): number | null =>
  latency[name] ?? (latency.min === null ? null : Number.POSITIVE_INFINITY);

const ofCosts = (costs: Costs): Entry[] =>
  (['gas', 'feeWei', 'readGas'] as const).flatMap((name) => {
    const amounts = costs[name];
    if (amounts === null) return [];
    const { count, min, mean, max, total } = amounts;
    const exact = Object.entries({ min, mean, max, total }).map(
      ([key, amount]) => [key, BigInt(amount)] as const,
    );
    return under(name, [['count', count], ...exact]);
  });

const ofNetwork = (network: NetworkFigures | undefined): Entry[] =>
  network === undefined
    ? []
    : [
        ...under('reorganisations', Object.entries(network.reorganisations)),
        ...under('latencyAtThresholdMs', ofLatency(network.latencyAtThresholdMs)),
      ];
