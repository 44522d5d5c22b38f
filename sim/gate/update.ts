/** What `-u` makes of a baseline: the entries that it selects are the run's, all others stay as they were. */
import type { Baseline } from './baseline.ts';
import { differencesOf } from './conditions.ts';
import { isSameValue, type Metrics } from './metric.ts';
import { everyMetric, type Selection } from './selection.ts';

export const updateKinds = ['all', 'new', 'none'] as const;
/** `new`: only what the baseline does not have. */
export type UpdateKind = (typeof updateKinds)[number];

/** Undefined: it cannot, as what stays would have been measured under other conditions than what is new. */
export const updatedBaseline = (
  former: Baseline | undefined,
  current: Baseline,
  kind: UpdateKind,
  selects: Selection,
): Baseline | undefined => {
  if (kind === 'none') return former;
  if (former === undefined)
    return { ...current, ...mapBoth(current, (entries) => entries.filter(([name]) => selects(name))) };
  const keepsSome = kind === 'new' || selects !== everyMetric;
  if (!keepsSome) return { ...current, metrics: settled(former.metrics, current.metrics) };
  if (differencesOf(former.conditions, current.conditions).length > 0) return undefined;
  const replaces = (name: string): boolean => selects(name) && (kind === 'all' || !former.metrics.has(name));
  const merge = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([
      ...[...before].filter(([name]) => !replaces(name)),
      ...[...after].filter(([name]) => replaces(name)),
    ]);
  return {
    ...former,
    metrics: merge(former.metrics, current.metrics),
    replications: merge(former.replications, current.replications),
  };
};

/** What is the same stays to the digit, so that the file changes where a figure does. */
const settled = (former: Metrics, current: Metrics): Metrics =>
  new Map(
    [...current].map(([name, value]) => {
      const before = former.get(name);
      return [name, before !== undefined && isSameValue(before, value) ? before : value];
    }),
  );

type Entries<T> = readonly (readonly [string, T])[];

const mapBoth = (
  { metrics, replications }: Baseline,
  map: <T>(entries: Entries<T>) => Entries<T>,
): Pick<Baseline, 'metrics' | 'replications'> => ({
  metrics: new Map(map([...metrics])),
  replications: new Map(map([...replications])),
});
