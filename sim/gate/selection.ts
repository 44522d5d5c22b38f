/**
 * Which metrics `--filter` means: by a glob over whole names, or over any one part of them, such as a round's label, which
 * means every round of it.
 */
import { globPattern } from '../glob.ts';
import type { Metrics } from './metric.ts';

export type Selection = (metric: string) => boolean;

export const everyMetric: Selection = () => true;

export const selectionOf = (glob: string): Selection => {
  const pattern = globPattern(glob);
  return (metric) => pattern.test(metric) || partsOf(metric).some((part) => pattern.test(part));
};

const partsOf = (metric: string): string[] =>
  metric.split('/').flatMap((part) => [part, part.replace(/#\d+$/, '')]);

export const selected = (metrics: Metrics, selects: Selection): Metrics =>
  new Map([...metrics].filter(([name]) => selects(name)));
