import { describe, expect, it } from 'vitest';
import { createRecorder } from '../measure/recorder.ts';
import { nobody, once, type Rewiring, rehearse, sendOne } from './rehearsal.ts';

describe('the timeline of a send', () => {
  it('intended by the plan, submitted when a client worker has prepared it, then included', async () => {
    const recorder = createRecorder();
    await rehearse({
      recorder,
      client: { preparationMs: 15, receiptMs: 0, workerCount: 1 },
      rounds: [{ txCount: 3 }],
      fake: { delayMs: 100 },
    });
    const times = [0, 1, 2]
      .map((row) => recorder.record(row))
      .map((row) => [row.intendedMs, row.submittedMs, row.includedMs]);
    expect(times).toEqual([
      [0, 15, 115],
      [10, 30, 130],
      [20, 45, 145],
    ]);
  });

  it('confirmed when a client worker has handled its receipt, behind what it had to prepare', async () => {
    const recorder = createRecorder();
    const heard: number[] = [];
    await rehearse({
      recorder,
      client: { preparationMs: 15, receiptMs: 4, workerCount: 1 },
      rounds: [
        {
          txCount: 3,
          workload: async (context) => {
            await sendOne(context);
            heard.push(context.nowMs());
          },
        },
      ],
      fake: { delayMs: 16 },
    });
    const times = [0, 1, 2]
      .map((row) => recorder.record(row))
      .map((row) => [row.submittedMs, row.includedMs, row.confirmedMs]);
    // The receipt of the first comes at 31, while the third is prepared, until 45.
    expect(times).toEqual([
      [15, 31, 49],
      [30, 46, 53],
      [45, 61, 65],
    ]);
    expect(heard).toEqual([49, 53, 65]);
  });

  it('pending when its receipt is not handled before the timeout', async () => {
    const recorder = createRecorder();
    const { outcomes } = await rehearse({
      recorder,
      client: { preparationMs: 0, receiptMs: 30, workerCount: 1 },
      rounds: [{ txCount: 2, timeoutMs: 50 }, { txCount: 1 }],
      fake: { delayMs: 10 },
    });
    expect([0, 1, 2].map((row) => recorder.record(row).status)).toEqual([
      'succeeded',
      'pending',
      'succeeded',
    ]);
    expect(outcomes.map(({ ending }) => ending)).toEqual(['timedOut', 'completed']);
  });

  it('intends later sends of a call for the moment at which they are asked for', async () => {
    const rows = await once(
      async (context) => {
        await sendOne(context);
        await context.delay(5);
        await sendOne(context);
      },
      { fake: { delayMs: 20 } },
    );
    expect(rows.map(({ intendedMs }) => intendedMs)).toEqual([0, 25]);
  });

  it('does not count what the call itself waits before its first send', async () => {
    const rows = await once(async (context) => {
      await context.delay(40);
      await sendOne(context);
    });
    expect(rows[0]).toMatchObject({ intendedMs: 40, submittedMs: 40 });
  });
});

describe('a delay', () => {
  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])(
    'of %s ms is a mistake of the scenario',
    async (durationMs) => {
      const running = once((context) => context.delay(durationMs));
      await expect(running).rejects.toMatchObject({ code: 'DELAY_INVALID', exitCode: 3 });
    },
  );
});

describe('coordinated omission', () => {
  // HdrHistogram's example at a tenth of its length: raw figures say that 99 % took 1 ms.
  it('a call every 10 ms, 1 ms of service, a stall from 10 s to 20 s: mean 2.5035 s, p75 5.0 s, p99 9.8 s', async () => {
    // The client stalls: nothing that it asks in that time is answered before its end.
    const chain: Rewiring = (scheduler, fake) => ({
      ...fake,
      feeQuote: () => {
        const isStalled = scheduler.nowMs() >= 10_000 && scheduler.nowMs() < 20_000;
        if (!isStalled) return fake.feeQuote();
        return new Promise((resolve) => scheduler.at(20_000, () => resolve(fake.feeQuote())));
      },
    });
    const recorder = createRecorder();
    await rehearse({ recorder, chain, rounds: [{ durationMs: 20_000 }], fake: { delayMs: 1 } });
    const rows = Array.from({ length: recorder.rowCount() }, (_, row) => row);
    const latencies = (fromMs: (row: number) => number) =>
      rows.map((row) => recorder.finalMs(row) - fromMs(row)).sort((a, b) => a - b);
    const rank = (values: number[], p: number) => values[Math.ceil(p * values.length) - 1];

    const fromPlan = latencies(recorder.intendedMs);
    expect(fromPlan).toHaveLength(2000);
    expect(fromPlan.reduce((sum, ms) => sum + ms, 0) / 2000).toBeCloseTo(2503.5, 6);
    expect([0.5, 0.75, 0.99].map((p) => rank(fromPlan, p))).toEqual([1, 5001, 9801]);
    expect(rank(latencies(recorder.submittedMs), 0.99)).toBe(1);
  });
});

describe('a wait that began earlier', () => {
  it('counts from the moment that is given', async () => {
    const rows = await once(async (context) => {
      const startMs = context.nowMs();
      await context.delay(70);
      await context.read({ from: context.account('user', 0), to: nobody, intendedMs: startMs });
    });
    expect(rows.map(({ intendedMs, submittedMs = Number.NaN }) => submittedMs - intendedMs)).toEqual([70]);
  });

  it('cannot begin in the future, or at no time', async () => {
    const codes: unknown[] = [];
    await once(async (context) => {
      for (const intendedMs of [context.nowMs() + 1, -1, Number.NaN])
        await context
          .read({ from: context.account('user', 0), to: nobody, intendedMs })
          .catch((error: { code: string }) => codes.push(error.code));
    });
    expect(codes).toEqual(['INTENT_INVALID', 'INTENT_INVALID', 'INTENT_INVALID']);
  });
});
