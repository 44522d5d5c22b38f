import { describe, expect, it } from 'vitest';
import type { RateInputs } from './rates.ts';
import { absentRates, allRates } from './rates.ts';

const inputs = (overrides: Partial<RateInputs>): RateInputs => ({
  begun: 100,
  submitted: 100,
  succeeded: 100,
  failed: 0,
  sendWindowMs: 330,
  windowMs: 500,
  ...overrides,
});

describe('rates', () => {
  it('gives 100 sends over 0.33 s as 300 per second, and as 303 by Caliper', () => {
    const rates = allRates(inputs({}));
    expect(rates.chronobench).toEqual({ sendRateTps: 300, throughputTps: 200 });
    expect(rates['caliper<=0.3'].sendRateTps).toBeCloseTo(303.0303, 4);
    expect(rates['caliper>=0.4'].sendRateTps).toBeCloseTo(303.0303, 4);
  });

  it('counts failures as throughput from Caliper 0.4.0 on only', () => {
    const rates = allRates(inputs({ succeeded: 0, failed: 100 }));
    expect(rates.chronobench.throughputTps).toBe(0);
    expect(rates['caliper<=0.3'].throughputTps).toBe(0);
    expect(rates['caliper>=0.4'].throughputTps).toBe(200);
  });

  it('gives one transaction the send rate 1 by Caliper 0.3.2 and none elsewhere, and 1 / latency as throughput', () => {
    const single = inputs({ begun: 1, submitted: 1, succeeded: 1, sendWindowMs: 0, windowMs: 240 });
    const rates = allRates(single);
    expect(rates['caliper<=0.3'].sendRateTps).toBe(1);
    expect([rates.chronobench.sendRateTps, rates['caliper>=0.4'].sendRateTps]).toEqual([null, null]);
    expect(rates.chronobench.throughputTps).toBeCloseTo(1 / 0.24, 12);
    expect(absentRates(single)).toEqual({ sendRateTps: 'one transaction has no interval' });
  });

  it('counts by Caliper what was begun and never handed over', () => {
    const rates = allRates(inputs({ begun: 120, failed: 20 }));
    expect(rates['caliper>=0.4'].sendRateTps).toBeCloseTo(120 / 0.33, 9);
    expect(rates.chronobench.sendRateTps).toBe(300);
  });

  it('has no rate over an empty window, and says why', () => {
    const burst = inputs({ sendWindowMs: 0, windowMs: 0 });
    for (const rates of Object.values(allRates(burst)))
      expect(rates).toEqual({ sendRateTps: null, throughputTps: null });
    expect(absentRates(burst)).toEqual({
      sendRateTps: 'all were handed over at the same instant',
      throughputTps: 'the last one ended at the instant of the first submission',
    });
  });

  it('has no rate when nothing was handed over, and says why', () => {
    const nothing = inputs({
      begun: 0,
      submitted: 0,
      succeeded: 0,
      sendWindowMs: Number.NaN,
      windowMs: Number.NaN,
    });
    const reason = 'nothing was handed to the node';
    expect(allRates(nothing)['caliper<=0.3']).toEqual({ sendRateTps: null, throughputTps: null });
    expect(absentRates(nothing)).toEqual({ sendRateTps: reason, throughputTps: reason });
  });
});
