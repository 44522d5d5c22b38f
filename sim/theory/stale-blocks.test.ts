import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concentration,
  delayForStaleRatioS,
  equalConcentration,
  forkRatio,
  staleRatio,
  staleRatioOfAll,
  uncleRatioOfMain,
} from './stale-blocks.ts';

const percent = (ratio: number, digits: number): string => (100 * ratio).toPrecision(digits);

describe('printed figures', () => {
  test.each([
    [0.05, ['2.381', '3.810', '4.524']],
    [0.5, ['16.67', '26.67', '31.67']],
  ])('V11: Δ/T = %f with 2, 5 and 20 equal miners', (delayS, expected) => {
    const rates = [2, 5, 20].map((count) =>
      staleRatio({ delayS, intervalS: 1, concentrationRatio: equalConcentration(count) }),
    );
    expect(rates.map((rate) => percent(rate, 4))).toEqual(expected);
  });

  test('V12: the 37 miners of Ethereum in 2022 (Σα² = .2808), 1.142 s of delay: 5.73 %', () => {
    expect(percent(staleRatio({ delayS: 1.142, intervalS: 13.2, concentrationRatio: 0.2808 }), 3)).toBe(
      '5.73',
    );
  });

  test('calibration: 5.72 % at 13.2 s need 1.14 s of delay', () => {
    const delayS = delayForStaleRatioS(0.0572, { intervalS: 13.2, concentrationRatio: 0.2808 });
    expect(delayS).toBeCloseTo(1.14, 2);
    expect(delayS / 13.2).toBeCloseTo(0.0864, 4);
  });

  test('V24: 20,750 uncles beside 280,000 main blocks are 7.41 % of main, 6.90 % of all', () => {
    const ofMain = 20_750 / 280_000;
    expect(percent(ofMain, 3)).toBe('7.41');
    expect(percent(staleRatioOfAll(ofMain), 3)).toBe('6.90');
    expect(uncleRatioOfMain(20_750 / 300_750)).toBeCloseTo(ofMain, 12);
  });

  test('Decker & Wattenhofer’s model of Bitcoin in 2012: 1.78 %', () => {
    expect(percent(forkRatio(11.37, 633.68), 3)).toBe('1.78');
  });
});

const positive = fc.double({ min: 0.001, max: 1000, noNaN: true });
const share = fc.double({ min: 0, max: 0.99, noNaN: true });

describe('laws', () => {
  test('delay(rate(Δ)) = Δ', () => {
    fc.assert(
      fc.property(positive, positive, share, (delayS, intervalS, concentrationRatio) => {
        const stale = staleRatio({ delayS, intervalS, concentrationRatio });
        const back = delayForStaleRatioS(stale, { intervalS, concentrationRatio });
        expect(back / delayS).toBeCloseTo(1, 6);
      }),
    );
  });

  test('of all and of main are inverse to each other', () => {
    fc.assert(
      fc.property(share, (stale) => {
        expect(staleRatioOfAll(uncleRatioOfMain(stale))).toBeCloseTo(stale, 12);
      }),
    );
  });

  test('n equal shares have the concentration 1/n; one miner has no stale blocks, infinitely many x/(1 + x)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (count) => {
        const shares = Array.from({ length: count }, () => 1 / count);
        expect(concentration(shares)).toBeCloseTo(equalConcentration(count), 12);
      }),
    );
    expect(staleRatio({ delayS: 5, intervalS: 10, concentrationRatio: equalConcentration(1) })).toBe(0);
    expect(staleRatio({ delayS: 5, intervalS: 10, concentrationRatio: 0 })).toBeCloseTo(1 / 3, 12);
  });
});

test('what makes no sense is outside the domain, all of it at once', () => {
  const outside = (...paths: string[]) =>
    expect.objectContaining({
      code: 'OUTSIDE_DOMAIN',
      problems: paths.map((path) => expect.objectContaining({ path })),
    });
  expect(() => concentration([0.5, 0.4])).toThrow(outside('shares'));
  expect(() => concentration([1.5, -0.5])).toThrow(outside('shares[0]', 'shares[1]'));
  expect(() => concentration([])).toThrow(outside('shares'));
  expect(() => equalConcentration(0)).toThrow(outside('minerCount'));
  expect(() => staleRatio({ delayS: -1, intervalS: 0, concentrationRatio: 2 })).toThrow(
    outside('delayS', 'intervalS', 'concentrationRatio'),
  );
  expect(() => delayForStaleRatioS(0.5, { intervalS: 10, concentrationRatio: 0.5 })).toThrow(
    outside('stale'),
  );
  expect(() => uncleRatioOfMain(1)).toThrow(outside('staleOfAll'));
  expect(() => staleRatioOfAll(-1)).toThrow(outside('uncleOfMain'));
  expect(() => forkRatio(-1, 1)).toThrow(outside('meanDelayS', 'intervalS'));
});
