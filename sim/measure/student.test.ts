import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { studentT } from './student.ts';

/** Any table of Student's t: two-sided confidence, degrees of freedom, quantile. */
const table: readonly (readonly [confidence: number, degreesOfFreedom: number, t: number])[] = [
  [0.95, 1, 12.7062],
  [0.95, 2, 4.3027],
  [0.95, 3, 3.1824],
  [0.95, 4, 2.7764],
  [0.95, 5, 2.5706],
  [0.95, 9, 2.2622],
  [0.95, 10, 2.2281],
  [0.95, 19, 2.093],
  [0.95, 29, 2.0452],
  [0.95, 30, 2.0423],
  [0.95, 60, 2.0003],
  [0.95, 120, 1.9799],
  [0.95, 100_000, 1.96],
  [0.9, 9, 1.8331],
  [0.9, 29, 1.6991],
  [0.99, 1, 63.6567],
  [0.99, 9, 3.2498],
  [0.99, 19, 2.8609],
];

test.each(table)('studentT(%d, %d) = %d, as in the tables', (confidence, degreesOfFreedom, t) => {
  expect(studentT(confidence, degreesOfFreedom)).toBeCloseTo(t, 4);
});

describe('studentT', () => {
  it('is exact where the quantile has a closed form: ν = 1 and ν = 2', () => {
    const confidences = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(confidences, (p) => {
        expect(studentT(p, 1) / Math.tan((Math.PI / 2) * p)).toBeCloseTo(1, 10);
        expect(studentT(p, 2) / (p * Math.sqrt(2 / (1 - p * p)))).toBeCloseTo(1, 10);
      }),
    );
  });

  it('encloses its confidence of the density, integrated numerically', () => {
    const cases = fc.tuple(fc.double({ min: 0.05, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(cases, ([confidence, degreesOfFreedom]) => {
        const enclosed = integral(degreesOfFreedom, Math.atan(studentT(confidence, degreesOfFreedom)));
        expect(enclosed / integral(degreesOfFreedom, Math.PI / 2)).toBeCloseTo(confidence, 6);
      }),
    );
  });

  it('falls with the degrees of freedom and rises with the confidence', () => {
    const cases = fc.tuple(fc.double({ min: 0.1, max: 0.98, noNaN: true }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(cases, ([confidence, degreesOfFreedom]) => {
        const t = studentT(confidence, degreesOfFreedom);
        expect(studentT(confidence, degreesOfFreedom + 1)).toBeLessThan(t);
        expect(studentT(confidence + 0.01, degreesOfFreedom)).toBeGreaterThan(t);
      }),
    );
  });
});

/** The density up to its constant factor, from 0 to tan(φ), by Simpson's rule in φ, where it is smooth and finite. */
const integral = (degreesOfFreedom: number, phi: number): number => {
  const density = (angle: number): number => {
    const t = Math.tan(angle);
    return (1 + (t * t) / degreesOfFreedom) ** (-(degreesOfFreedom + 1) / 2) / Math.cos(angle) ** 2;
  };
  const steps = 2000;
  const width = Math.min(phi, Math.PI / 2 - 1e-9) / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * density(step * width);
  }
  return (sum * width) / 3;
};
