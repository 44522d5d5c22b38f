import { expect, test } from 'vitest';
import { createRandom } from '../../../sim/index.ts';
import {
  createZipf,
  drawAnswer,
  drawDecisionMs,
  drawReadCount,
  purposes,
  recordExponent,
} from './behaviour.ts';

const count = 20_000;
const draws = <T>(draw: () => T): T[] => Array.from({ length: count }, draw);
const shareOf = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.filter(holds).length / values.length;
const near = (share: number, expected: number): void =>
  expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / count));

test('1,000 encounters bring 4,000 reads: one each, and a Poisson number of mean 3', () => {
  const random = createRandom(1);
  const counts = draws(() => drawReadCount(random));
  const mean = counts.reduce((sum, value) => sum + value, 0) / count;
  const variance = counts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  expect(Math.abs(mean - 4)).toBeLessThan(4 * Math.sqrt(3 / count));
  expect(Math.abs(variance - 3)).toBeLessThan(4 * Math.sqrt((3 + 2 * 9) / count)); // Var s² ≈ (μ₄ − σ⁴)/n, μ₄ = λ + 3λ²
  near(
    shareOf(counts, (value) => value === 1),
    Math.exp(-3),
  );
});

test('of 150 who ask, 128 are granted, 12 denied and 10 never answered', () => {
  const random = createRandom(2);
  const answers = draws(() => drawAnswer(random));
  for (const [answer, ratio] of [
    ['granted', 128],
    ['denied', 12],
    ['none', 10],
  ] as const)
    near(
      shareOf(answers, (given) => given === answer),
      ratio / 150,
    );
});

test('seven in ten decide at the desk, within minutes; in an emergency all', () => {
  const random = createRandom(3);
  const within = (timeMs: number): boolean => timeMs < 10 * 60_000;
  near(
    shareOf(
      draws(() => drawDecisionMs(purposes.treatment, random)),
      within,
    ),
    0.7 + 0.3 * 0.00075, // P(log-normal of median 4 h, σ = 1, is below 10 min) = Φ(−3.178)
  );
  expect(draws(() => drawDecisionMs(purposes.emergency, random)).every(within)).toBe(true);
});

test('an eighth of 40 records gets four fifths of all reads', () => {
  const random = createRandom(4);
  const zipf = createZipf(40, recordExponent);
  const share = shareOf(
    draws(() => zipf(random)),
    (index) => index < 5,
  );
  expect(Math.abs(share - 0.8)).toBeLessThan(0.02);
});
