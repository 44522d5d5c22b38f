import { describe, expect, it } from 'vitest';
import { summariseCosts } from './gas.ts';
import { createRecorder } from './recorder.ts';
import { recordSample } from './sample-round.ts';

const costsOf = (events: Parameters<typeof recordSample>[2]) => {
  const recorder = createRecorder();
  recordSample(recorder, 0, events);
  return summariseCosts(recorder, recorder.roundRows(0));
};

describe('summariseCosts', () => {
  it('sums gas and fee per label exactly, reverted transactions included, pending ones not', () => {
    const costs = costsOf([
      { intendedMs: 0, delayMs: 1, label: 'grant', gasUsed: 50_000n, priceWei: 10n ** 15n },
      { intendedMs: 0, delayMs: 1, label: 'grant', gasUsed: 30_001n, priceWei: 3n, error: 'revert' },
      { intendedMs: 0, delayMs: 1, label: 'revoc', gasUsed: 20_000n, priceWei: 1n },
      { intendedMs: 0, label: 'revoc' },
    ]);
    const totalWei = 50_000n * 10n ** 15n + 90_003n;
    expect(costs.labels.grant).toEqual({
      gas: { count: 2, min: 30_001n, mean: 40_001n, max: 50_000n, total: 80_001n },
      feeWei: {
        count: 2,
        min: 90_003n,
        mean: 25n * 10n ** 18n + 45_002n,
        p50: 90_003n,
        p90: 50n * 10n ** 18n,
        p95: 50n * 10n ** 18n,
        p99: 50n * 10n ** 18n,
        max: 50n * 10n ** 18n,
        // Of two values: their distance over √2.
        stddev: 35_355_339_059_327_312_578n,
        total: totalWei,
      },
      readGas: null,
    });
    expect(costs.labels.revoc?.gas?.count).toBe(1);
    expect(costs.gas?.total).toBe(100_001n);
    expect(costs.feeWei?.total).toBe(totalWei + 20_000n);
  });

  it('keeps the gas of reads apart from what was paid', () => {
    const recorder = createRecorder();
    const sender = `0x${'00'.repeat(20)}`;
    const row = recorder.begin({
      roundIndex: 0,
      index: 0,
      kind: 'read',
      label: 'GetMS',
      sender,
      intendedMs: 0,
    });
    recorder.submitted(row, 0);
    recorder.confirmed(row, 1, 31_000n);
    const costs = summariseCosts(recorder, recorder.roundRows(0));
    expect([costs.gas, costs.feeWei, costs.readGas?.total]).toEqual([null, null, 31_000n]);
  });

  it('takes any label, even one that objects have a meaning for', () => {
    expect(Object.keys(costsOf([{ intendedMs: 0, delayMs: 1, label: '__proto__' }]).labels)).toEqual([
      '__proto__',
    ]);
  });
});
