/**
 * The zeros inside the unit disc on which everything about batches at fixed slots rests.
 *
 * Between two blocks A transactions arrive, with generating function
 *   A(z) = (1 − m) E(z) / (1 − m E(z)),   E(z) = e^(a(z−1)),   a = λT,
 * because a block is missed with probability m and takes what arrives until the next one; m = 0 leaves Poisson(a). The
 * equation z^b = A(z) has b − 1 solutions with |z| < 1 when a/(1 − m) < b (Rouché). They are the fixed points of
 *   f_k(z) = e^(2πik/b) A(z)^(1/b),   k = 1 … b − 1:
 * A has no zero in the disc, so f_k is analytic there; it maps the disc into itself and twice into its inside, so the
 * iteration comes to its one fixed point from anywhere (Denjoy–Wolff). Newton's step is taken where it stays inside.
 * Source of the model: Bailey 1954; Downton, J. R. Stat. Soc. B 17(2), 1955. Fixed points as above.
 */
import {
  type Complex,
  exponential,
  logarithm,
  minus,
  modulus,
  one,
  over,
  plus,
  scaled,
  times,
} from './complex.ts';

export interface SlotArrivals {
  /** b. */
  readonly batch: number;
  /** a = λT: arrivals in a slot. */
  readonly offered: number;
  /** m. */
  readonly missedRatio: number;
}

/** Roots come in conjugate pairs, of which this is the one above the real axis; a real one stands alone. */
export interface SlotRoot {
  readonly z: Complex;
  readonly multiplicity: 1 | 2;
}

export const slotRoots = (arrivals: SlotArrivals): SlotRoot[] =>
  Array.from({ length: Math.floor(arrivals.batch / 2) }, (_, index) => {
    const turn = (index + 1) / arrivals.batch;
    const z = fixedPoint(arrivals, 2 * Math.PI * turn);
    return turn === 0.5 ? { z: [z[0], 0], multiplicity: 1 } : { z, multiplicity: 2 };
  });

/** m E(z). */
export const missedTerm = ({ offered, missedRatio }: SlotArrivals, z: Complex): Complex =>
  scaled(missedRatio, exponential(scaled(offered, minus(z, one))));

/** ln A(z), on the branch that is 0 at 1. */
export const logArrivals = (arrivals: SlotArrivals, z: Complex): Complex => {
  const poisson = scaled(arrivals.offered, minus(z, one));
  if (arrivals.missedRatio === 0) return poisson;
  const compound = minus(
    [Math.log1p(-arrivals.missedRatio), 0],
    logarithm(minus(one, missedTerm(arrivals, z))),
  );
  return plus(poisson, compound);
};

const newtonSteps = 60;
/** Far more than the slowest case needs: a guard, not a precision. */
const mostSteps = 100_000;
/** Newton's step squares this, so that the one that follows is the last. */
const closeEnough = 1e-9;

/** Under the lightest load the roots lie on the circle, as far as numbers can tell. */
const edge = 1 + 1e-14;

const fixedPoint = (arrivals: SlotArrivals, angle: number): Complex => {
  let z: Complex = [0, 0];
  for (let step = 0; step < mostSteps; step += 1) {
    const image = exponential(plus(scaled(1 / arrivals.batch, logArrivals(arrivals, z)), [0, angle]));
    const move = minus(image, z);
    const newton = plus(z, over(move, minus(one, times(image, logSlope(arrivals, z)))));
    const isInside = modulus(newton) < edge;
    if (isInside && modulus(minus(newton, z)) < closeEnough) return newton;
    z = isInside && step < newtonSteps ? newton : image;
  }
  return z;
};

/** f'/f = A'/(A b) = a / (b (1 − m E)). */
const logSlope = (arrivals: SlotArrivals, z: Complex): Complex =>
  over([arrivals.offered / arrivals.batch, 0], minus(one, missedTerm(arrivals, z)));
