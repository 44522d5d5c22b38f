/**
 * Student's t for whole degrees of freedom ν, which is all that a mean of replications needs.
 *
 * With θ = atan(t/√ν), P(|T| ≤ t) is a finite sum (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3
 * for odd ν, 26.7.4 for even), so it is exact to rounding, and no series has to converge. It grows with θ, so that
 * halving the interval from 0 to π/2 finds the quantile to the last bit.
 */

/** P(|T| ≤ √ν · tan θ). */
const centralProbability = (theta: number, degreesOfFreedom: number): number => {
  const isOdd = degreesOfFreedom % 2 === 1;
  const cosine = Math.cos(theta);
  let term = isOdd ? cosine : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= degreesOfFreedom - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  const product = Math.sin(theta) * sum;
  return isOdd ? (theta + product) * (2 / Math.PI) : product;
};

/** P(|T| > |t|): how likely a t this far from zero is by chance alone. */
export const twoSidedProbability = (t: number, degreesOfFreedom: number): number =>
  Math.max(0, 1 - centralProbability(Math.atan(Math.abs(t) / Math.sqrt(degreesOfFreedom)), degreesOfFreedom));

/** The t with P(|T| ≤ t) = `confidence`: for 0.95 the table's t of .975. `degreesOfFreedom` is 1 or more. */
export const studentT = (confidence: number, degreesOfFreedom: number): number => {
  let low = 0;
  let high = Math.PI / 2;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (centralProbability(middle, degreesOfFreedom) < confidence) low = middle;
    else high = middle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan(low);
};
