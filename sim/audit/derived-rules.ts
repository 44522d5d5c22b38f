/**
 * Rules that follow from the hard ones and are shown because people know them: Little's law, and that nothing completes
 * faster than it is sent. They add no power, so no repair is sought by them.
 */
import type { Definition } from './definition.ts';
import { totalOf } from './definition.ts';
import type { Values } from './facts.ts';
import { countsOf } from './facts.ts';
import type { Slack } from './inequality.ts';

export interface DerivedRule {
  readonly id: 'C7' | 'C8';
  readonly statement: string;
  readonly why: string;
  /** `'inapplicable'` where it does not bind the row, or the row lacks a column. */
  readonly slack: (values: Values, definition: Definition) => Slack | 'inapplicable';
}

export const derivedRules: readonly DerivedRule[] = [
  {
    id: 'C7',
    statement: 'X·a ≤ N',
    why: 'Little’s law: X·a is the mean number in flight (from C6)',
    slack: (values, { delaysOf }) => {
      const { throughputTps, avgDelayS } = values;
      const counts = countsOf(values);
      const isBound = delaysOf === 'transactions' && counts.failures.compare(0) === 0;
      if (throughputTps === undefined || avgDelayS === undefined || !isBound) return 'inapplicable';
      return totalOf(counts).sub(throughputTps.low.mul(avgDelayS.low));
    },
  },
  {
    id: 'C8',
    statement: 'X ≤ S',
    why: 'nothing completes faster than it is sent (from C4)',
    slack: (values, definition) => {
      const { throughputTps, sendRateTps } = values;
      const total = totalOf(countsOf(values));
      const [least] = definition.gaps(countsOf(values));
      const isBound = definition.delaysOf === 'transactions' && total.compare(2) >= 0 && least.equals(total);
      if (throughputTps === undefined || sendRateTps?.high === undefined || !isBound) return 'inapplicable';
      return sendRateTps.high.sub(throughputTps.low);
    },
  },
];
