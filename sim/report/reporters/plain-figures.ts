/** What was measured as services that keep histories take them: finite doubles, each with its unit and the way it gets worse. */
import { type Direction, worseDirection } from '../../gate/direction.ts';
import type { Measured } from '../../gate/measured.ts';

export interface PlainFigure {
  /** `rounds/GetMS/latencyMs/p95`. */
  readonly metric: string;
  /** With replications, their mean where they have one; otherwise of the run. */
  readonly value: number;
  /** Half of the 95 % interval of the mean; undefined without one. */
  readonly halfWidth: number | undefined;
  readonly unit: string;
  readonly worse: Direction;
}

/** What is beyond the horizon has no number that these formats could hold, and is left out. */
export const plainFigures = ({ metrics, intervals }: Measured): readonly PlainFigure[] =>
  [...metrics].flatMap(([metric, own]) => {
    const interval = intervals.get(metric);
    const value = interval?.mean ?? Number(own);
    if (!Number.isFinite(value)) return [];
    const halfWidth = interval?.halfWidth ?? undefined;
    return [{ metric, value, halfWidth, unit: unitOf(metric), worse: worseDirection(metric) }];
  });

const unitOf = (metric: string): string => {
  const [kind = '', part] = metric.replace(/^(rounds|contracts)\/[^/]*\/(labels\/[^/]*\/)?/, '').split('/');
  if (part === 'count') return 'transactions';
  return unitsByEnding.find(([ending]) => ending.test(kind))?.[1] ?? 'count';
};

const unitsByEnding: readonly (readonly [RegExp, string])[] = [
  [/Ms$/, 'ms'],
  [/Tps$/, 'tx/s'],
  [/Wei$/, 'wei'],
  [/gas$/i, 'gas'],
  [/Bytes$/, 'bytes'],
  [/Ratio$/, 'ratio'],
  [/^(submitted|succeeded|failed|pending|dropped|inFlight)$/, 'transactions'],
];
