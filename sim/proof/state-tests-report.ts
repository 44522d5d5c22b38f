import type { Mismatch, StateTestOutcome } from './state-tests.ts';

/**
 * What a run of state tests prints: a paragraph for each case that failed, with the verdict of stock ethereumjs as
 * evidence of whose fault it is; the reasons of what was skipped, each once; and the counts as the last line.
 */
export interface StateTestTally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: ReadonlyMap<string, number>;
}

export const emptyTally: StateTestTally = { passed: 0, failed: 0, skipped: new Map() };

export const count = (tally: StateTestTally, outcome: StateTestOutcome): StateTestTally => {
  if (outcome.kind === 'passed') return { ...tally, passed: tally.passed + 1 };
  if (outcome.kind === 'failed') return { ...tally, failed: tally.failed + 1 };
  const skipped = new Map(tally.skipped);
  return { ...tally, skipped: skipped.set(outcome.reason, (skipped.get(outcome.reason) ?? 0) + 1) };
};

export const skippedCount = ({ skipped }: StateTestTally): number =>
  [...skipped.values()].reduce((sum, reasonCount) => sum + reasonCount, 0);

export const describeFailure = (outcome: Extract<StateTestOutcome, { kind: 'failed' }>): string => {
  const { file, test, fork, indexes } = outcome.case;
  const place = indexes && `data ${indexes.data}, gas ${indexes.gas}, value ${indexes.value}`;
  const title = ['FAIL', file, test, fork, place && `[${place}]`].filter(Boolean).join(' ');
  return [title, ...outcome.mismatches.map(describeMismatch), ...describeStock(outcome.stockMismatches)].join(
    '\n',
  );
};

const describeStock = (mismatches: readonly Mismatch[] | undefined): string[] => {
  if (mismatches === undefined) return [];
  if (mismatches.length === 0) return ['  stock ethereumjs passes this case'];
  return [
    '  stock ethereumjs fails this case too:',
    ...mismatches.map((mismatch) => `  ${describeMismatch(mismatch)}`),
  ];
};

const describeMismatch = ({ field, expected, received }: Mismatch): string =>
  `  ${field}: expected ${expected}, got ${received}`;

/** The lines after the failures; the counts come last. */
export const summary = (tally: StateTestTally): string => {
  const reasons = [...tally.skipped].map(([reason, reasonCount]) => `skipped ${reasonCount} ${reason}`);
  const counts = `${tally.passed} passed, ${tally.failed} failed, ${skippedCount(tally)} skipped`;
  return [...reasons, counts].join('\n');
};
