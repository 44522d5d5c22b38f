/** How load is offered and measured: V19 coordinated omission, V20 ramps, V23 delay samplers. */

import { pareto, sampleMs } from '../../kernel/distributions.ts';
import { createRandom } from '../../kernel/random-stream.ts';
import { createVirtualScheduler } from '../../kernel/virtual-scheduler.ts';
import { fixedRate } from '../../load/fixed-rate.ts';
import { linearRate } from '../../load/linear-rate.ts';
import type { LoadPlan, RateController } from '../../load/rate-controller.ts';
import type { ExactCase, SampledCase, ValidationCase } from '../case.ts';
import { figuresOf, percentile } from './latencies.ts';

const group = 'load and measures';

/** The instants that an open-loop controller plans, until the round is over. */
const scheduleMs = (controller: RateController, plan: LoadPlan): readonly number[] => {
  const pacer = controller.begin(createRandom(1), plan);
  const endMs = plan.startMs + (plan.durationMs ?? Number.POSITIVE_INFINITY);
  const times: number[] = [];
  for (let index = 0; ; index += 1) {
    const due = pacer.due(index, { nowMs: plan.startMs, startedCount: index, completedCount: 0 });
    if (due.kind !== 'at' || due.timeMs >= endMs) return times;
    times.push(due.timeMs);
  }
};

const serviceMs = 1;
const stall = { fromMs: 100_000, toMs: 200_000 };

/** Answers take 1 ms; what comes during the stall is answered when it is over. */
const durationMs = (sentMs: number): number =>
  sentMs >= stall.fromMs && sentMs < stall.toMs ? stall.toMs - sentMs : serviceMs;

/** Latencies in seconds, ascending, of a client that sends by the plan, and of one that waits for each answer. */
const observeStall = async () => {
  const scheduler = createVirtualScheduler();
  const plannedMs = scheduleMs(fixedRate(100), { startMs: 0, txCount: undefined, durationMs: stall.toMs });
  const open: number[] = [];
  const waiting: number[] = [];
  await scheduler.run(async (process) => {
    const request = async (own: typeof process, latencies: number[]): Promise<void> => {
      const sentMs = scheduler.nowMs();
      await own.delay(durationMs(sentMs));
      latencies.push((scheduler.nowMs() - sentMs) / 1000);
    };
    const waiter = scheduler.spawn(async (own) => {
      for (const intendedMs of plannedMs) {
        if (scheduler.nowMs() < intendedMs) await own.delay(intendedMs - scheduler.nowMs());
        await request(own, waiting);
      }
    });
    for (const intendedMs of plannedMs) {
      if (scheduler.nowMs() < intendedMs) await process.delay(intendedMs - scheduler.nowMs());
      void scheduler.spawn((own) => request(own, open));
    }
    await process.join(waiter);
  });
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  return { open: sorted(open), waiting: sorted(waiting) };
};

const omissionCase: ExactCase = {
  kind: 'exact',
  id: 'V19',
  group,
  title: 'a stall shows in latencies from the intended instant, and hides from a client that waits',
  parameters: { 'plan /s': 100, 'service /ms': serviceMs, 'stall /s': '100 to 200' },
  source: 'coordinated omission (Tene), the example of HdrHistogram',
  length: 'short',
  expectations: [
    { figure: 'mean', unit: 's', expected: 25.003, decimals: 6 },
    { figure: 'p50', unit: 's', expected: 0.001, decimals: 6 },
    { figure: 'p75', unit: 's', expected: 50, decimals: 6 },
    { figure: 'p99', unit: 's', expected: 98, decimals: 6 },
    { figure: 'p99 of the client that waits', unit: 's', expected: 0.001, decimals: 6 },
  ],
  observe: async () => {
    const { open, waiting } = await observeStall();
    const { mean, p50, p99 } = figuresOf(open);
    const p75 = percentile(open, 750);
    return { mean, p50, p75, p99, 'p99 of the client that waits': percentile(waiting, 990) };
  },
};

const rampCase: ExactCase = {
  kind: 'exact',
  id: 'V20',
  group,
  title: 'a linear ramp delivers the integral of its rate',
  parameters: { ramp: '0 to 100 /s over 10 s; 25 to 150 /s over 30 s' },
  source: 'k6, ramping arrival rate: call n is due when the area equals n',
  length: 'short',
  expectations: [
    { figure: 'calls', unit: '', expected: 500, decimals: 0 },
    { figure: 'call 5 at', unit: 's', expected: 1, decimals: 6 },
    { figure: 'call 125 at', unit: 's', expected: 5, decimals: 6 },
    { figure: 'call 500 at', unit: 's', expected: 10, decimals: 6 },
    { figure: 'calls of the second', unit: '', expected: 2_625, decimals: 0 },
  ],
  observe: () => {
    const plan = (durationMs: number): LoadPlan => ({ startMs: 0, txCount: undefined, durationMs });
    const ramp = linearRate(0, 100);
    const pacer = ramp.begin(createRandom(1), plan(10_000));
    const atS = (index: number): number => {
      const due = pacer.due(index, { nowMs: 0, startedCount: index, completedCount: 0 });
      return due.kind === 'at' ? due.timeMs / 1000 : Number.NaN;
    };
    return {
      calls: scheduleMs(ramp, plan(10_000)).length,
      'call 5 at': atS(5),
      'call 125 at': atS(125),
      'call 500 at': atS(500),
      'calls of the second': scheduleMs(linearRate(25, 150), plan(30_000)).length,
    };
  },
};

const delay = pareto(100, 5);

const samplerCase: SampledCase = {
  kind: 'sampled',
  id: 'V23',
  group,
  title: 'a Pareto delay of shape 5 has the quantiles of its formula',
  parameters: { 'mean /ms': 100, shape: 5 },
  source: 'x_p = x_m (1 − p)^(−1/5), x_m = 80 ms',
  length: 'short',
  expectations: [0.5, 0.95, 0.99].map((p) => ({
    figure: `p${p * 100}`,
    unit: 'ms',
    expected: 80 * (1 - p) ** (-1 / 5),
    decimals: 1,
  })),
  observe: (seed) => {
    const random = createRandom(seed);
    const drawn = Array.from({ length: 20_000 }, () => sampleMs(delay, random)).sort((a, b) => a - b);
    return { p50: percentile(drawn, 500), p95: percentile(drawn, 950), p99: percentile(drawn, 990) };
  },
};

export const loadCases: readonly ValidationCase[] = [omissionCase, rampCase, samplerCase];
