import { describe, expect, it } from 'vitest';
import { createRecorder } from './recorder.ts';
import { createReorganisationLog } from './reorganisation-log.ts';
import { summariseRound } from './summary.ts';

const hash = `0x${'cd'.repeat(32)}`;
const sender = `0x${'ab'.repeat(20)}`;

/** Rows of one round, each with the instant at which enough nodes have its block. */
const summarise = (spreads: readonly (number | 'pending' | 'failed')[]) => {
  const recorder = createRecorder();
  for (const [index, spread] of spreads.entries()) {
    const intendedMs = 10 * index;
    const row = recorder.begin({ roundIndex: 0, index, kind: 'transaction', label: 'x', sender, intendedMs });
    recorder.submitted(row, intendedMs, hash, index);
    if (spread === 'pending') continue;
    if (spread === 'failed') recorder.failed(row, intendedMs, 'refused: poolFull');
    else {
      recorder.included(row, 5_000, 1, 21_000n, 1n, spread);
      recorder.confirmed(row, 5_000);
    }
  }
  const reorganisations = createReorganisationLog();
  reorganisations.add({ timeMs: 99, depth: 7, transactionCount: 70 }); // before the round
  reorganisations.add({ timeMs: 100, depth: 1, transactionCount: 3 });
  reorganisations.add({ timeMs: 900, depth: 2, transactionCount: 0 });
  const network = { thresholdRatio: 0.9, reorganisations };
  const span = { index: 0, label: 'x', startMs: 100, endMs: 9_000 };
  return summariseRound(recorder, {
    ...span,
    ...{ targetRateTps: undefined, dropped: 0, exitReason: 'completed', warmUp: 'none', network },
  });
};

describe('what a network adds', () => {
  it('latency runs from the intended instant to the threshold, over the successes', () => {
    expect(summarise([1_000, 3_010, 5_020, 'failed']).network).toMatchObject({
      thresholdRatio: 0.9,
      latencyAtThresholdMs: { min: 1_000, mean: 3_000, max: 5_000, p50: 3_000 },
    });
  });

  it('who is pending, or whose block never reaches enough nodes, is infinitely late', () => {
    const { network } = summarise([1_000, 'pending', Number.POSITIVE_INFINITY]);
    expect(network?.latencyAtThresholdMs).toMatchObject({ min: 1_000, max: 1_000, p50: null, p95: null });
  });

  it('reorganisations are those of the round', () => {
    expect(summarise([1_000]).network?.reorganisations).toEqual({ count: 2, deepest: 2, transactions: 3 });
  });
});
