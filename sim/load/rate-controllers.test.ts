import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compositeRate } from './composite-rate.ts';
import { fixedLoad } from './fixed-load.ts';
import { fixedRate } from './fixed-rate.ts';
import { linearRate } from './linear-rate.ts';
import { maximumRate } from './maximum-rate.ts';
import { poissonProfileRate } from './poisson-profile-rate.ts';
import { poissonRate } from './poisson-rate.ts';
import type { LoadPlan, RateController } from './rate-controller.ts';
import { byCount, byDuration, random, startTimes } from './start-times.ts';

const controllers: Record<string, RateController> = {
  'fixed-rate': fixedRate(300),
  'poisson-rate': poissonRate(300),
  'poisson-profile-rate': poissonProfileRate(
    [
      { durationMs: 100, tps: 200 },
      { durationMs: 100, tps: 400 },
    ],
    0.1,
  ),
  'linear-rate': linearRate(100, 400),
  'linear-rate from zero': linearRate(0, 400),
  'linear-rate to zero': linearRate(400, 0),
  'fixed-load': fixedLoad(3),
  'maximum-rate': maximumRate({ startTps: 50, stepTps: 50, sampleIntervalMs: 100 }),
  'composite-rate': compositeRate([
    { weight: 1, rate: fixedRate(300) },
    { weight: 2, rate: fixedLoad(2) },
    { weight: 1, rate: poissonRate(300) },
  ]),
};

describe.each(Object.entries(controllers))('%s', (_name, rate) => {
  const plans = [byCount(200, 1234.5), byDuration(500, 1234.5)];

  it('starts its first call at the start', () => {
    for (const plan of plans) expect(startTimes(rate, plan)[0]).toBe(1234.5);
  });

  it('never goes back in time, and stays on the grid of 1 µs', () => {
    for (const plan of plans) {
      const times = startTimes(rate, plan);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times).toEqual(times.map((timeMs) => Math.round(timeMs * 1000) / 1000));
    }
  });

  it('gives the same times for the same seed', () => {
    for (const plan of plans) expect(startTimes(rate, plan)).toEqual(startTimes(rate, plan));
  });

  it('yields as many calls as a plan by count asks for', () => {
    expect(startTimes(rate, byCount(200))).toHaveLength(200);
  });

  it('depends on the start by a shift alone', () => {
    const shifted = startTimes(rate, byCount(100, 1000)).map((timeMs) => timeMs - 1000);
    startTimes(rate, byCount(100, 0)).forEach((timeMs, n) => {
      expect(shifted[n]).toBeCloseTo(timeMs, 2);
    });
  });

  it('is plain frozen data but for its method', () => {
    expect(Object.isFrozen(rate)).toBe(true);
    expect(JSON.parse(JSON.stringify(rate.parameters))).toEqual(rate.parameters);
  });
});

describe('fixed-rate', () => {
  it('due(n) = start + n/tps, without drift', () => {
    const times = startTimes(fixedRate(300), byCount(301, 50));
    expect([times[1], times[300]]).toEqual([53.333, 1050]);
  });

  it('starts tps·D calls in a duration D', () => {
    expect(startTimes(fixedRate(335.5), byDuration(2000))).toHaveLength(671);
  });
});

describe('poisson-rate', () => {
  it('has the mean and the squared coefficient of variation of exponential gaps', () => {
    const pacer = poissonRate(100).begin(random(), byCount(20_001));
    const view = { nowMs: 0, startedCount: 0, completedCount: 0 };
    const times = Array.from({ length: 20_001 }, (_, n) => {
      const due = pacer.due(n, view);
      return due.kind === 'at' ? due.timeMs : Number.NaN;
    });
    const gaps = times.slice(1).map((timeMs, n) => timeMs - (times[n] as number));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(Math.abs(mean - 10)).toBeLessThan(0.3); // 4 standard errors: 4 · 10/√20000
    expect(Math.abs(variance / mean ** 2 - 1)).toBeLessThan(0.08); // 4 · √(8/20000)
  });
});

describe('linear-rate', () => {
  const at = (rate: RateController, plan: LoadPlan, n: number): number => {
    const due = rate.begin(random(), plan).due(n, { nowMs: 0, startedCount: n, completedCount: 0 });
    return due.kind === 'at' ? due.timeMs : Number.NaN;
  };

  it('0 → 100 per second over 10 s: 500 events, n = 5 at 1 s, 125 at 5 s, 500 at 10 s', () => {
    const [rate, plan] = [linearRate(0, 100), byDuration(10_000)];
    expect([5, 125, 500].map((n) => at(rate, plan, n))).toEqual([1000, 5000, 10_000]);
    expect(startTimes(rate, plan)).toHaveLength(500);
    expect(at(rate, byCount(500), 125)).toBe(5000);
  });

  it('25 → 150 per second over 30 s: 2625 events, 87.5 per second, by duration and by count', () => {
    const rate = linearRate(25, 150);
    expect(startTimes(rate, byDuration(30_000))).toHaveLength(2625);
    expect(at(rate, byCount(2625), 2625)).toBe(30_000);
    expect(rate.targetTps).toBe(87.5);
  });

  it('a·t(n) + (b−a)·t(n)²/2T = n', () => {
    const tps = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(tps, tps, fc.integer({ min: 1, max: 2000 }), (a, b, count) => {
        const lengthS = (2 * count) / (a + b);
        const n = Math.floor(count / 2);
        const t = at(linearRate(a, b), byCount(count), n) / 1000;
        const integral = a * t + ((b - a) * t * t) / (2 * lengthS);
        expect(Math.abs(integral - n)).toBeLessThan(1e-6 * Math.max(a, b)); // times are rounded to 1 µs
      }),
    );
  });

  it('equals fixed-rate where the two rates are equal', () => {
    expect(startTimes(linearRate(70, 70), byDuration(1000))).toEqual(
      startTimes(fixedRate(70), byDuration(1000)),
    );
  });
});

describe('fixed-load', () => {
  it('keeps as many calls in flight as asked', () => {
    expect(startTimes(fixedLoad(3), byCount(7), 10)).toEqual([0, 0, 0, 10, 10, 10, 20]);
  });
});

describe('maximum-rate', () => {
  const hunt = maximumRate({ startTps: 100, stepTps: 100, sampleIntervalMs: 1000 });
  const countsPerSecond = (capacityTps: number): number[] => {
    const pacer = hunt.begin(random(), byDuration(20_000));
    const counts = new Array<number>(20).fill(0);
    for (let n = 0, nowMs = 0; ; n++) {
      const completedCount = Math.min(n, Math.floor((nowMs * capacityTps) / 1000));
      const due = pacer.due(n, { nowMs, startedCount: n, completedCount });
      nowMs = due.kind === 'at' ? due.timeMs : Number.NaN;
      const second = Math.floor(nowMs / 1000);
      if (second >= 20) return counts;
      counts[second] = (counts[second] ?? 0) + 1;
    }
  };

  it('climbs by a step per interval while completions keep up', () => {
    expect(countsPerSecond(1e6).slice(0, 5)).toEqual([100, 200, 300, 400, 500]);
  });

  it('swings about the capacity instead of climbing past it', () => {
    const late = countsPerSecond(450).slice(10);
    expect(Math.max(...late)).toBeLessThanOrEqual(700);
    expect(late.reduce((sum, count) => sum + count, 0) / late.length).toBeGreaterThan(350);
  });
});

describe('composite-rate', () => {
  const parts = [
    { weight: 1, rate: fixedRate(100) },
    { weight: 3, rate: fixedRate(300) },
  ];

  it('divides a count by the weights; the next part starts where the last one would have gone on', () => {
    const times = startTimes(compositeRate(parts), byCount(8));
    expect(times).toEqual([0, 10, 20, 23.333, 26.667, 30, 33.333, 36.667]);
  });

  it('divides a duration by the weights', () => {
    const times = startTimes(compositeRate(parts), byDuration(4000));
    expect(times.filter((timeMs) => timeMs < 1000)).toHaveLength(100);
    expect(times.filter((timeMs) => timeMs >= 1000)).toHaveLength(900);
  });

  it('leaves a closed-loop part when its time is over, even if no call of it ends', () => {
    const rate = compositeRate([
      { weight: 1, rate: fixedLoad(1) },
      { weight: 1, rate: fixedRate(2) },
    ]);
    expect(startTimes(rate, byDuration(2000), 1e9)).toEqual([0, 1000, 1500]);
  });

  it('parts of a count sum to the count', () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 100 }), (given, count) => {
        const rate = compositeRate(given.map((weight) => ({ weight, rate: fixedRate(100) })));
        expect(startTimes(rate, byCount(count))).toEqual(startTimes(fixedRate(100), byCount(count)));
      }),
    );
  });
});

describe('parameters', () => {
  const wrong: Record<string, [RateController, string[]]> = {
    'fixed-rate 0': [fixedRate(0), ['tps']],
    'fixed-rate NaN': [fixedRate(Number.NaN), ['tps']],
    'fixed-rate infinite': [fixedRate(Number.POSITIVE_INFINITY), ['tps']],
    'poisson-rate negative': [poissonRate(-1), ['tps']],
    'linear-rate negative, twice': [linearRate(-1, -2), ['startTps', 'finishTps']],
    'linear-rate from 0 to 0': [linearRate(0, 0), ['finishTps']],
    'fixed-load 0': [fixedLoad(0), ['inFlight']],
    'fixed-load broken': [fixedLoad(1.5), ['inFlight']],
    'maximum-rate without a step': [
      maximumRate({ startTps: 1, stepTps: 0, sampleIntervalMs: 1 }),
      ['stepTps'],
    ],
    'composite-rate without parts': [compositeRate([]), ['parts']],
    'composite-rate with a wrong part': [
      compositeRate([{ weight: 0, rate: fixedRate(-1) }]),
      ['parts[0].weight', 'parts[0].rate.tps'],
    ],
  };

  it.each(Object.entries(wrong))('%s is listed among the problems', (_name, [controller, paths]) => {
    expect(controller.problems.map(({ path }) => path)).toEqual(paths);
  });

  it('a controller with sound parameters has no problem', () => {
    expect(compositeRate([{ weight: 1, rate: linearRate(0, 5) }]).problems).toEqual([]);
  });
});
