/**
 * The quantile function of the standard normal distribution, to about 1 part in 10¹⁶.
 *
 * Source: M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied Statistics 37(3),
 * 1988, routine PPND16. Each region has a rational function of degree 7; the coefficients below are the published ones as
 * doubles, lowest power first, numerator then denominator.
 * (simple-statistics' `probit` is off by 3 · 10⁻³ at the 97.5th percentile, too much for a tail of delays.)
 */

type Coefficients = readonly [number, number, number, number, number, number, number, number];

/** Coefficients A and B: |p − ½| ≤ 0.425. */
const centre: readonly [Coefficients, Coefficients] = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
/** Coefficients C and D: √(−ln r) ≤ 5, with r the smaller tail. */
const flank: readonly [Coefficients, Coefficients] = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
/** Coefficients E and F: beyond. */
const tail: readonly [Coefficients, Coefficients] = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

const horner = ([c0, c1, c2, c3, c4, c5, c6, c7]: Coefficients, x: number): number =>
  ((((((c7 * x + c6) * x + c5) * x + c4) * x + c3) * x + c2) * x + c1) * x + c0;

const ratio = ([above, below]: readonly [Coefficients, Coefficients], x: number): number =>
  horner(above, x) / horner(below, x);

/** The z below which a standard normal variable lies with probability p; infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(centre, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  if (r === Number.POSITIVE_INFINITY) return Math.sign(q) * r;
  return Math.sign(q) * (r <= 5 ? ratio(flank, r - 1.6) : ratio(tail, r - 5));
}
