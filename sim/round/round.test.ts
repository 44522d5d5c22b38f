import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fate } from '../chain/fake-chain.ts';
import { constant } from '../kernel/distributions.ts';
import { fixedLoad } from '../load/fixed-load.ts';
import { fixedRate } from '../load/fixed-rate.ts';
import type { WorkloadContext } from '../load/workload.ts';
import type { Recorder } from '../measure/recorder.ts';
import { rehearse, sendOne } from './rehearsal.ts';
import { ScenarioError } from './scenario-error.ts';

const rowsOf = (recorder: Recorder) =>
  Array.from({ length: recorder.rowCount() }, (_, row) => recorder.record(row));

const statusCounts = (recorder: Recorder, roundIndex = 0) => {
  const counts = { pending: 0, succeeded: 0, failed: 0 };
  const { from, to } = recorder.roundRows(roundIndex);
  for (let row = from; row < to; row++) counts[recorder.status(row)] += 1;
  return counts;
};

describe('a round by count', () => {
  it('starts each call at its due time and ends with the last confirmation', async () => {
    const { recorder, outcomes, endMs } = await rehearse({ rounds: [{ txCount: 3 }], fake: { delayMs: 25 } });
    const times = rowsOf(recorder).map((row) => [
      row.index,
      row.intendedMs,
      row.submittedMs,
      row.confirmedMs,
    ]);
    expect(times).toEqual([
      [0, 0, 0, 25],
      [1, 10, 10, 35],
      [2, 20, 20, 45],
    ]);
    expect(outcomes[0]).toEqual({
      startMs: 0,
      endMs: 45,
      ending: 'completed',
      startedCount: 3,
      completedCount: 3,
      droppedCount: 0,
    });
    expect(endMs).toBe(45);
  });

  it('records hash, nonce, block, gas and price of each transaction', async () => {
    const { recorder } = await rehearse({ rounds: [{ txCount: 2, label: 'transfers' }] });
    expect(rowsOf(recorder)[1]).toMatchObject({
      roundIndex: 0,
      kind: 'transaction',
      label: 'transfers',
      nonce: 1,
      status: 'succeeded',
      blockNumber: 2,
      gasUsed: 21_000n,
      effectiveGasPriceWei: 1_000_000_000n,
      hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    });
  });

  it('waits for sends that the workload did not wait for', async () => {
    const careless = async (context: WorkloadContext) => void sendOne(context);
    const { recorder } = await rehearse({
      rounds: [{ txCount: 2, workload: careless }],
      fake: { delayMs: 500 },
    });
    expect(statusCounts(recorder)).toEqual({ pending: 0, succeeded: 2, failed: 0 });
  });
});

describe('a round by duration', () => {
  it('starts the calls that are due before its end and waits for them', async () => {
    const { outcomes } = await rehearse({ rounds: [{ durationMs: 95 }], fake: { delayMs: 30 } });
    expect(outcomes[0]).toMatchObject({ startedCount: 10, completedCount: 10, endMs: 120, droppedCount: 0 });
  });

  it('ends a closed loop whose calls do not end', async () => {
    const { outcomes } = await rehearse({
      rounds: [{ durationMs: 1000, timeoutMs: 5000, rate: fixedLoad(3) }],
      fake: { fate: () => 'lost' },
    });
    expect(outcomes[0]).toMatchObject({
      startedCount: 3,
      completedCount: 0,
      endMs: 5000,
      ending: 'timedOut',
    });
  });

  it('is an error when a closed loop takes no time, instead of a hang', async () => {
    const running = rehearse({
      rounds: [{ durationMs: 1000, rate: fixedLoad(1), workload: async () => {} }],
    });
    await expect(running).rejects.toMatchObject({ code: 'ROUND_STANDS_STILL', exitCode: 3 });
  });
});

describe('a timeout', () => {
  it('leaves the unconfirmed pending and counts what was never started', async () => {
    const { recorder, outcomes } = await rehearse({
      rounds: [{ txCount: 10, timeoutMs: 45 }],
      fake: { delayMs: 20 },
    });
    expect(outcomes[0]).toMatchObject({
      ending: 'timedOut',
      startedCount: 5,
      completedCount: 3,
      droppedCount: 5,
    });
    expect(statusCounts(recorder)).toEqual({ pending: 2, succeeded: 3, failed: 0 });
  });

  it('keeps what it abandoned out of the rounds that follow', async () => {
    const restless = async (context: WorkloadContext) => {
      for (;;) {
        await sendOne(context);
        await context.delay(7);
      }
    };
    const rounds = [
      { txCount: 3, timeoutMs: 50, workload: restless },
      { txCount: 4, pauseMs: 15, label: 'second' },
    ];
    const { recorder, outcomes } = await rehearse({ rounds, fake: { delayMs: 20 } });
    expect(statusCounts(recorder, 0).pending).toBeGreaterThan(0);
    expect(statusCounts(recorder, 1)).toEqual({ pending: 0, succeeded: 4, failed: 0 });
    expect(outcomes[1]?.startMs).toBe(65);
    const nonces = rowsOf(recorder).map(({ nonce }) => nonce);
    expect(nonces).toEqual(nonces.map((_, n) => n));
  });
});

describe('pauses', () => {
  it('may be drawn from a distribution', async () => {
    const { outcomes } = await rehearse({ rounds: [{ txCount: 1, pauseMs: constant(12.5) }] });
    expect(outcomes[0]?.startMs).toBe(12.5);
  });
});

describe('a workload that throws', () => {
  it('stops the run with a typed error that names round and call and keeps the cause', async () => {
    const cause = new TypeError('no such thing');
    const workload = async ({ index }: WorkloadContext) => {
      if (index === 2) throw cause;
    };
    const running = rehearse({ rounds: [{ txCount: 1000, label: 'faulty', workload }] });
    await expect(running).rejects.toBeInstanceOf(ScenarioError);
    await expect(running).rejects.toMatchObject({
      code: 'SCENARIO_THREW',
      exitCode: 3,
      message: "round 'faulty', call 2: the scenario threw: no such thing",
      cause,
    });
  });

  it('does so at once, not at the next due time', async () => {
    const times: number[] = [];
    const workload = async (context: WorkloadContext) => {
      times.push(context.nowMs());
      await context.delay(1);
      throw new Error('late');
    };
    await expect(rehearse({ rounds: [{ txCount: 5, rate: fixedRate(1), workload }] })).rejects.toThrow(
      'late',
    );
    expect(times).toEqual([0]);
  });
});

describe('accounting', () => {
  const fates = fc.constantFrom<Fate>('included', 'reverted', 'refused', 'dropped', 'lost');

  it('submitted = succeeded + failed + pending, each as fate had it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fates, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 300 }),
        async (fate, delayMs) => {
          const { recorder, outcomes } = await rehearse({
            rounds: [{ txCount: fate.length, rate: fixedRate(1000), timeoutMs: 200 }],
            fake: { delayMs, fate: (n) => fate[n] as Fate },
          });
          const counts = statusCounts(recorder);
          expect(counts.succeeded + counts.failed + counts.pending).toBe(fate.length);
          expect(outcomes[0]?.startedCount).toBe(fate.length);
          const isInTime = (n: number) => n + delayMs <= 200;
          const count = (...wanted: Fate[]) =>
            fate.filter((f, n) => wanted.includes(f) && isInTime(n)).length;
          expect(counts.succeeded).toBe(count('included'));
          const refusedCount = fate.filter((f) => f === 'refused').length;
          expect(counts.failed).toBe(count('reverted', 'dropped') + refusedCount);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('nonces that reached a block = 0 … k−1 whatever was refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Fate>('included', 'refused'), { maxLength: 40 }),
        async (fate) => {
          const { recorder } = await rehearse({
            rounds: [{ txCount: fate.length + 1, rate: fixedRate(1000) }],
            fake: { delayMs: 30, fate: (n) => fate[n] ?? 'included' },
          });
          const used = rowsOf(recorder).filter(({ status }) => status === 'succeeded');
          expect(used.map(({ nonce }) => nonce)).toEqual(used.map((_, n) => n));
        },
      ),
      { numRuns: 40 },
    );
  });
});
