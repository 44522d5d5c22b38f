/**
 * Square roots of rationals between two rationals, 10^−12 apart at most: √(n/d) = √(n·d)/d, and of whole numbers the
 * root is found by Newton's method. A root that is rational is found exactly.
 */
import { Fraction } from '../interval.ts';

const scale = 10n ** 12n;

export interface Root {
  readonly low: Fraction;
  readonly high: Fraction;
}

/** Of a value that is not negative. */
export const rootOf = ({ n, d }: Fraction): Root => {
  const radicand = n * d * scale * scale;
  const root = wholeRoot(radicand);
  const low = new Fraction(root, d * scale);
  return { low, high: root * root === radicand ? low : new Fraction(root + 1n, d * scale) };
};

/** ⌊√radicand⌋: from above, each step comes closer until none does. */
const wholeRoot = (radicand: bigint): bigint => {
  if (radicand === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(radicand.toString(2).length / 2));
  for (;;) {
    const next = (root + radicand / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
};
