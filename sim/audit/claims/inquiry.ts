/** What is gathered while a claim is evaluated: everything wrong with it, and what the verdict will rest on. */
import type { Problem } from '../../errors.ts';
import type { PublishedTable } from '../table.ts';
import type { Comparison } from './comparison.ts';

/** A column that a claim names, how many figures it gave, and how many cells it left out. */
export interface ColumnUse {
  readonly text: string;
  readonly figures: number;
  readonly absent: number;
  readonly infinite: number;
}

export interface Inquiry {
  readonly tables: readonly PublishedTable[];
  readonly problems: Problem[];
  /** In the order of the claim, each text once. */
  readonly columns: Map<string, ColumnUse>;
  readonly comparisons: Comparison[];
}

/** Notes a problem; what has one has no value. */
export const reject = (
  { problems }: Inquiry,
  path: string,
  expected: string,
  received: string,
): undefined => {
  problems.push({ path, expected, received });
  return undefined;
};
