/**
 * Absolute demands on a run's figures, in the grammar of k6: `p(95)<2000`, `avg<1500`, `count<1`
 * (grafana.com/docs/k6, "Thresholds"): an aggregation, an operator, a number.
 *
 * A demand is made of metrics by glob: `rounds/GetMS/latencyMs`, or `latencyMs` alone for every round. One that meets no
 * metric fails, as a gate that watches nothing would never tell.
 */
import type { Problem } from '../errors.ts';
import { globPattern } from '../glob.ts';
import { percentiles } from '../measure/quantile.ts';
import type { ThresholdOutcome } from '../measure/result.ts';
import type { Metrics, MetricValue } from './metric.ts';

/** What an author writes: demands by glob. */
export type Thresholds = Readonly<Record<string, readonly string[]>>;

export interface Threshold {
  readonly glob: string;
  /** As it was written. */
  readonly text: string;
  /** What the name of the figure ends with, below the metric; several where either will do. */
  readonly endings: readonly string[];
  readonly operator: keyof typeof operators;
  /** Exact where it is whole, as gas and wei are. */
  readonly bound: MetricValue;
}

const operators = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '==': (value, bound) => value <= bound && value >= bound,
  '===': (value, bound) => value <= bound && value >= bound,
  '!=': (value, bound) => value < bound || value > bound,
} as const satisfies Record<string, (value: MetricValue, bound: MetricValue) => boolean>;

/** k6's aggregations by the figures that we have of a metric; a percentile is one of those that results hold. */
const aggregations: Readonly<Record<string, readonly string[]>> = {
  avg: ['/mean'],
  min: ['/min'],
  max: ['/max'],
  med: ['/p50'],
  count: ['/count', ''],
  value: [''],
  ...Object.fromEntries(
    Object.entries(percentiles).map(([name, perMille]) => [`p(${perMille / 10})`, [`/${name}`]]),
  ),
};

const grammar = /^\s*(\w+(?:\([\d.]+\))?)\s*(<=|<|>=|>|===|==|!=)\s*(-?\d+(?:\.\d+)?)\s*$/;

const expected = `an aggregation (${Object.keys(aggregations).join(', ')}), an operator and a number, such as 'p(95)<2000'`;

/** Problems have the path inside `thresholds`. */
export const parseThresholds = (
  thresholds: Thresholds,
): { readonly thresholds: readonly Threshold[]; readonly problems: readonly Problem[] } => {
  const parsed: Threshold[] = [];
  const problems: Problem[] = [];
  for (const [glob, texts] of Object.entries(thresholds))
    for (const [index, text] of texts.entries()) {
      const [, aggregation = '', operator, bound] = grammar.exec(text) ?? [];
      const endings = Object.hasOwn(aggregations, aggregation) ? aggregations[aggregation] : undefined;
      if (endings === undefined)
        problems.push({ path: `thresholds['${glob}'][${index}]`, expected, received: `'${text}'` });
      else
        parsed.push({
          glob,
          text,
          endings,
          operator: operator as Threshold['operator'],
          bound: numberOf(bound ?? ''),
        });
    }
  return { thresholds: parsed, problems };
};

const numberOf = (text: string): MetricValue => (text.includes('.') ? Number(text) : BigInt(text));

export const judgeThresholds = (
  thresholds: readonly Threshold[],
  metrics: Metrics,
): readonly ThresholdOutcome[] =>
  thresholds.flatMap(({ glob, text, endings, operator, bound }): ThresholdOutcome[] => {
    const found = endings
      .map((ending) => matching(metrics, `${fullGlob(glob)}${ending}`))
      .find((names) => names.length > 0);
    if (found === undefined) return [{ metric: glob, threshold: text, value: null, verdict: 'failed' }];
    return found.map((metric) => {
      const value = metrics.get(metric) as MetricValue;
      const verdict = operators[operator](value, bound) ? 'passed' : 'failed';
      return { metric, threshold: text, value, verdict };
    });
  });

const matching = (metrics: Metrics, glob: string): string[] => {
  const pattern = globPattern(glob);
  return [...metrics.keys()].filter((name) => pattern.test(name)).sort();
};

/** A name by itself is meant of every round. */
export const fullGlob = (glob: string): string => (glob.includes('/') ? glob : `rounds/*/${glob}`);
