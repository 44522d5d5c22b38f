/**
 * Gamma variates of mean 1, as a factor that makes a load vary more than Poisson's. There is no simple inverse, so the number of uniforms
 * that a draw takes is random: give it a stream of its own.
 */
import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';

/** By coefficient of variation, up to 1 (shape 1/cv² of at least 1); 0 is no variation. */
export const sampleGammaFactor = (cv: number, random: RandomStream): number => {
  if (cv === 0) return 1;
  const shape = 1 / (cv * cv);
  return sampleGamma(shape, random) / shape;
};

/** Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000; for shapes of 1 and above. */
const sampleGamma = (shape: number, random: RandomStream): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = normalQuantile(random.uniform());
    const root = 1 + c * normal;
    const cubed = root * root * root;
    const isAccepted =
      cubed > 0 && Math.log1p(-random.uniform()) < (normal * normal) / 2 + d * (1 - cubed + Math.log(cubed));
    if (isAccepted) return d * cubed;
  }
};
