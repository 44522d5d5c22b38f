/** Interval propagation: what linear inequalities leave of the quantities that are free. */
import type { Box, Quantity } from './facts.ts';
import { type Inequality, isViolated, slackOf } from './inequality.ts';
import { exactly, Fraction, type Interval, intersect, isEmpty } from './interval.ts';

/** Two freed quantities may approach their bounds for ever; by then the rest is far below any printed digit. */
const maxPasses = 60;

/** The narrowed box; undefined when an inequality cannot hold. Only the free quantities are narrowed. */
export const narrow = (
  box: Box,
  inequalities: readonly Inequality[],
  free: readonly Quantity[],
): Box | undefined => {
  let current = box;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const before = current;
    for (const inequality of inequalities) {
      if (isViolated(slackOf(inequality, current))) return undefined;
      for (const quantity of free) current = narrowOne(current, inequality, quantity);
      if (free.some((quantity) => isEmpty(current[quantity]))) return undefined;
    }
    if (free.every((quantity) => isSame(before[quantity], current[quantity]))) break;
  }
  return current;
};

const narrowOne = (box: Box, inequality: Inequality, quantity: Quantity): Box => {
  const coefficient = inequality[quantity];
  if (coefficient === undefined) return box;
  const rest = slackOf(inequality, { ...box, [quantity]: exactly(0) });
  if (rest === undefined) return box;
  const bound = new Fraction(rest.div(coefficient)).neg();
  const allowed: Interval =
    new Fraction(coefficient).compare(0) > 0
      ? { low: bound, high: undefined }
      : { low: box[quantity].low, high: bound };
  return { ...box, [quantity]: intersect(box[quantity], allowed) };
};

const isSame = (a: Interval, b: Interval): boolean =>
  a.low.equals(b.low) && (a.high === undefined ? b.high === undefined : b.high?.equals(a.high) === true);
