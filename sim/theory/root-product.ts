/** Π (z − z_k)/(1 − z_k) over roots that come in conjugate pairs, for many z: written out on plain numbers. */
import { type Complex, scaled } from './complex.ts';
import type { SlotRoot } from './slot-roots.ts';

/** h, s, p, d for each pair or single root: its factor is (h z² − s z + p)/d, with h = 1 for a pair and 0 for one. */
export type Quadratics = Float64Array;

const stride = 4;

export const quadraticsOf = (roots: readonly SlotRoot[]): Quadratics =>
  Float64Array.from(
    roots.flatMap(({ z: [x, y], multiplicity }) =>
      multiplicity === 2 ? [1, 2 * x, x * x + y * y, (1 - x) ** 2 + y * y] : [0, -1, -x, 1 - x],
    ),
  );

export const productOver = (quadratics: Quadratics, [x, y]: Complex): Complex => {
  const [squareRe, squareIm] = [x * x - y * y, 2 * x * y];
  let [re, im, logScale] = [1, 0, 0];
  for (let k = 0; k < quadratics.length; k += stride) {
    const head = quadratics[k] as number;
    const sum = quadratics[k + 1] as number;
    const divisor = quadratics[k + 3] as number;
    const factorRe = (head * squareRe - sum * x + (quadratics[k + 2] as number)) / divisor;
    const factorIm = (head * squareIm - sum * y) / divisor;
    const nextRe = re * factorRe - im * factorIm;
    im = re * factorIm + im * factorRe;
    re = nextRe;
    const size = Math.abs(re) + Math.abs(im);
    if (size > 1e-100 && size < 1e100) continue;
    logScale += Math.log(size);
    re /= size;
    im /= size;
  }
  return scaled(Math.exp(logScale), [re, im]);
};
