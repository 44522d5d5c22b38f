/**
 * Generating functions of the backlog at slots on a circle of radius r < 1, and their coefficients as sums over it
 * (Abate & Whitt 1992). With n points the coefficients of a sequence between 0 and 1 are wrong by at most rⁿ, chosen as
 * 10⁻¹⁰; rounding grows by r^−c in the c-th coefficient, by 10⁵ up to c = n/2, and stays below that.
 * Here is where all the time goes, so complex numbers lie in pairs of arrays.
 */
import { exponential, fromPolar, minus, one, over, scaled, times } from './complex.ts';
import { productOver, quadraticsOf } from './root-product.ts';
import { logArrivals, missedTerm, type SlotArrivals, type SlotRoot } from './slot-roots.ts';

/** One value for each point of the upper half, from the real axis to the real axis; the lower half is conjugate. */
export interface HalfCircle {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface Circle {
  readonly pointCount: number;
  readonly radius: number;
  /** The pointCount-th roots of unity, all of them. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** a (z − 1): the logarithm of what arrives in a slot. */
  readonly arrivals: HalfCircle;
  /** V(z)/(1 − z): its coefficients are P(V ≤ n). */
  readonly backlog: HalfCircle;
}

const aliasing = 1e-10;

export const circleOf = (slot: SlotArrivals, roots: readonly SlotRoot[], pointCount: number): Circle => {
  const radius = aliasing ** (1 / pointCount);
  const turn = (2 * Math.PI) / pointCount;
  const cos = Float64Array.from({ length: pointCount }, (_, j) => Math.cos(turn * j));
  const sin = Float64Array.from({ length: pointCount }, (_, j) => Math.sin(turn * j));
  const [arrivals, backlog] = [emptyHalf(pointCount), emptyHalf(pointCount)];
  const quadratics = quadraticsOf(roots);
  for (let j = 0; j <= pointCount / 2; j += 1) {
    const z = [radius * (cos[j] as number), radius * (sin[j] as number)] as const;
    [arrivals.re[j], arrivals.im[j]] = scaled(slot.offered, minus(z, one));
    // z^b − A(z), with the angle of z^b reduced before it is multiplied.
    const power = fromPolar(radius ** slot.batch, turn * ((j * slot.batch) % pointCount));
    const distance = minus(exponential(logArrivals(slot, z)), power);
    const spare = slot.batch * (1 - slot.missedRatio) - slot.offered;
    const above = scaled(spare, productOver(quadratics, z));
    [backlog.re[j], backlog.im[j]] = over(above, times(distance, minus(one, missedTerm(slot, z))));
  }
  return { pointCount, radius, cos, sin, arrivals, backlog };
};

const emptyHalf = (pointCount: number): HalfCircle => ({
  re: new Float64Array(pointCount / 2 + 1),
  im: new Float64Array(pointCount / 2 + 1),
});

/** The backlog and what arrives in a whole slot. */
export const withWholeSlot = ({ pointCount, arrivals, backlog }: Circle): HalfCircle => {
  const result = emptyHalf(pointCount);
  for (let j = 0; j < result.re.length; j += 1) {
    const slot = exponential([arrivals.re[j] as number, arrivals.im[j] as number]);
    [result.re[j], result.im[j]] = times([backlog.re[j] as number, backlog.im[j] as number], slot);
  }
  return result;
};

/**
 * The backlog and what arrives until an instant, integrated over the instants of a slot before and after a share of it:
 * V/(1 − z) · ∫ e^(a(z−1)v) dv, over v from 0 to the share, and from the share to 1. Plain numbers: it is done for each
 * step of a bisection.
 */
export const splitAt = (
  { pointCount, arrivals, backlog }: Circle,
  slotShare: number,
): { readonly early: HalfCircle; readonly late: HalfCircle } => {
  const [early, late] = [emptyHalf(pointCount), emptyHalf(pointCount)];
  for (let j = 0; j < early.re.length; j += 1) {
    const [x, y] = [arrivals.re[j] as number, arrivals.im[j] as number];
    const [size, end] = [Math.exp(slotShare * x), Math.exp(x)];
    const [untilRe, untilIm] = [size * Math.cos(slotShare * y), size * Math.sin(slotShare * y)];
    const [endRe, endIm] = [end * Math.cos(y), end * Math.sin(y)];
    // V/(1 − z) over a (z − 1)
    const square = x * x + y * y;
    const [p, q] = [backlog.re[j] as number, backlog.im[j] as number];
    const [re, im] = [(p * x + q * y) / square, (q * x - p * y) / square];
    early.re[j] = re * (untilRe - 1) - im * untilIm;
    early.im[j] = re * untilIm + im * (untilRe - 1);
    late.re[j] = re * (endRe - untilRe) - im * (endIm - untilIm);
    late.im[j] = re * (endIm - untilIm) + im * (endRe - untilRe);
  }
  return { early, late };
};

/** The coefficient of z^(places − 1): P(fewer than so many). */
export const fewerThan = (
  { pointCount, radius, cos, sin }: Circle,
  { re, im }: HalfCircle,
  places: number,
): number => {
  const last = pointCount / 2;
  const [first, middle] = [re[0] as number, (re[last] as number) * (places % 2 === 1 ? 1 : -1)];
  let sum = 0;
  for (let j = 1; j < last; j += 1) {
    const turn = (j * (places - 1)) % pointCount;
    sum += (re[j] as number) * (cos[turn] as number) + (im[j] as number) * (sin[turn] as number);
  }
  return (first + middle + 2 * sum) / pointCount / radius ** (places - 1);
};
