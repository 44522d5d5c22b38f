/**
 * Linear inequalities between the quantities of a row: Σ coefficient × quantity ≥ 0. The slack of one is the greatest
 * value of that sum over everything the printed figures can mean: below zero, no values whatever satisfy it.
 */
import type { Box, Quantity } from './facts.ts';
import { Fraction, zero } from './interval.ts';

export type Inequality = Readonly<Partial<Record<Quantity, Fraction | number>>>;

/** Undefined: without bound. */
export type Slack = Fraction | undefined;

export const slackOf = (inequality: Inequality, box: Box): Slack => {
  let sum = zero;
  for (const [quantity, coefficient] of Object.entries(inequality)) {
    const factor = new Fraction(coefficient);
    const { low, high } = box[quantity as Quantity];
    const end = factor.compare(0) > 0 ? high : low;
    if (end === undefined) return undefined;
    sum = sum.add(end.mul(factor));
  }
  return sum;
};

export const leastSlack = (slacks: readonly Slack[]): Slack =>
  slacks.reduce((least, slack) => {
    if (slack === undefined) return least;
    return least === undefined || slack.compare(least) < 0 ? slack : least;
  }, undefined);

export const isViolated = (slack: Slack): boolean => slack !== undefined && slack.compare(0) < 0;
