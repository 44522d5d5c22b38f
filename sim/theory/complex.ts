/** Complex numbers as pairs, and the few operations that generating functions need. */

export type Complex = readonly [re: number, im: number];

export const one: Complex = [1, 0];

export const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];

export const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];

export const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

export const scaled = (factor: number, [a, b]: Complex): Complex => [factor * a, factor * b];

export const over = (above: Complex, [c, d]: Complex): Complex =>
  scaled(1 / (c * c + d * d), times(above, [c, -d]));

export const modulus = ([a, b]: Complex): number => Math.hypot(a, b);

export const fromPolar = (radius: number, angle: number): Complex => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

export const exponential = ([a, b]: Complex): Complex => fromPolar(Math.exp(a), b);

/** The principal branch. */
export const logarithm = (z: Complex): Complex => [Math.log(modulus(z)), Math.atan2(z[1], z[0])];
