/**
 * Random runs, and the rows that Hyperledger Caliper would print of them: for the audit, which must never call one of
 * these impossible. Times are whole milliseconds, as its clock gives them.
 */

import type { DefinitionName } from '../audit/definition.ts';
import type { PrintedRow } from '../audit/printed-row.ts';
import type { RandomStream } from '../kernel/random.ts';
import { createRandom } from '../kernel/random-stream.ts';

interface Event {
  readonly submittedMs: number;
  readonly endedMs: number;
  readonly hasFailed: boolean;
}

const shapes = ['constant', 'exponential', 'queue', 'blocks'] as const;

/** 1 to 800 transactions, at a fixed rate with some jitter or at random, a share of up to one half failing. */
export const randomRun = (seed: number): readonly Event[] => {
  const random = createRandom(seed);
  const count = 1 + random.integer(800);
  const shape = shapes[random.integer(shapes.length)] as (typeof shapes)[number];
  const gapMs = 1 + random.uniform() ** 3 * 200;
  const failureRatio = random.uniform() < 0.5 ? 0 : random.uniform() / 2;
  const isPoisson = random.uniform() < 0.5;
  const delayOf = delays(shape, 5 + random.uniform() * 3000, gapMs * (0.3 + random.uniform() * 3), random);
  let atMs = random.integer(1000);
  return Array.from({ length: count }, () => {
    atMs += isPoisson ? -Math.log1p(-random.uniform()) * gapMs : gapMs;
    const submittedMs = Math.round(atMs);
    const hasFailed = random.uniform() < failureRatio;
    const delayMs = hasFailed && random.uniform() < 0.5 ? random.integer(60_000) : delayOf(submittedMs);
    return { submittedMs, endedMs: submittedMs + Math.round(delayMs), hasFailed };
  });
};

const delays = (shape: (typeof shapes)[number], scaleMs: number, serviceMs: number, random: RandomStream) => {
  let freeMs = 0;
  return (submittedMs: number): number => {
    if (shape === 'constant') return scaleMs;
    if (shape === 'exponential') return -Math.log1p(-random.uniform()) * scaleMs;
    if (shape === 'blocks') return (Math.floor(submittedMs / scaleMs) + 1) * scaleMs - submittedMs;
    freeMs = Math.max(freeMs, submittedMs) + serviceMs;
    return freeMs - submittedMs;
  };
};

/** Undefined where a release prints no row: nothing succeeded, or it all took no time. */
export const rowPrintedOf = (
  run: readonly Event[],
  definition: DefinitionName,
  random: RandomStream,
): PrintedRow | undefined => {
  const succeeded = run.filter(({ hasFailed }) => !hasFailed);
  const firstMs = Math.min(...run.map(({ submittedMs }) => submittedMs));
  const windowS = (Math.max(...run.map(({ submittedMs }) => submittedMs)) - firstMs) / 1000;
  const lastS = (Math.max(...run.map(({ endedMs }) => endedMs)) - firstMs) / 1000;
  if (succeeded.length === 0 || lastS === 0) return undefined;
  const hasTail = definition === 'caliper-prometheus' || definition === 'hyperledger-metrics';
  const runS = lastS + (hasTail ? random.uniform() * 5 : 0);
  const counted = definition === 'caliper<=0.3' || definition === 'hyperledger-metrics' ? succeeded : run;
  const gaps = run.length - (definition === 'hyperledger-metrics' ? random.integer(2) : 0);
  const delayS = delaysS(succeeded, definition === 'caliper-prometheus');
  return [
    `${succeeded.length}`,
    `${run.length - succeeded.length}`,
    sendRate(run.length, gaps, windowS, definition),
    Math.max(...delayS).toFixed(2),
    Math.min(...delayS).toFixed(2),
    (delayS.reduce((sum, delay) => sum + delay, 0) / delayS.length).toFixed(2),
    (counted.length / runS).toFixed(1),
  ];
};

const sendRate = (count: number, gaps: number, windowS: number, definition: DefinitionName): string => {
  if (count === 1 && definition === 'caliper<=0.3') return '1';
  if (windowS === 0) return 'Infinity';
  return (gaps / windowS).toFixed(definition === 'caliper-prometheus' ? 2 : 1);
};

/** The Prometheus report has only the mean delay of what ended within each second. */
const delaysS = (events: readonly Event[], isBatched: boolean): readonly number[] => {
  const delayS = ({ submittedMs, endedMs }: Event): number => (endedMs - submittedMs) / 1000;
  if (!isBatched) return events.map(delayS);
  const batches = Object.groupBy(events, ({ endedMs }) => Math.floor(endedMs / 1000));
  return Object.values(batches).map(
    (batch = []) => batch.reduce((sum, event) => sum + delayS(event), 0) / batch.length,
  );
};
