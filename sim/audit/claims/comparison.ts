/**
 * Two numbers compared, in three values: a comparison holds when it does for every value that rounds to what was
 * printed, fails when it does for none, and is undecided otherwise. Compound claims follow S. C. Kleene's strong logic
 * of three values (Introduction to Metamathematics, 1952, § 64).
 */
import { decimal, decimals } from './decimal.ts';
import { absolute, type Quantity, subtract } from './quantity.ts';

export type Verdict = 'holds' | 'fails' | 'undecided';

export interface Truth {
  readonly verdict: Verdict;
  /** By the printed figures, as if they were exact. */
  readonly holdsAsPrinted: boolean;
}

/** One side of a comparison, in decimals. */
export interface Side {
  readonly text: string;
  /** By the printed figures; rounded, unlike what is compared. */
  readonly value: string;
  /** What the figures that were rounded could give; rounded outward. */
  readonly interval: { readonly low: string; readonly high: string };
}

export interface Comparison extends Truth {
  readonly operator: Operator;
  readonly left: Side;
  readonly right: Side;
  /** Between the values by the printed figures. */
  readonly difference: string;
  /** The larger of these values over the smaller, to one decimal; null unless both have the same sign. */
  readonly times: string | null;
}

const less = (a: Quantity, b: Quantity): Truth => ({
  verdict: decided(a.high.compare(b.low) < 0, a.low.compare(b.high) >= 0),
  holdsAsPrinted: a.printed.compare(b.printed) < 0,
});

const equal = (a: Quantity, b: Quantity): Truth => ({
  verdict: decided(
    a.low.equals(b.high) && a.high.equals(b.low),
    a.high.compare(b.low) < 0 || b.high.compare(a.low) < 0,
  ),
  holdsAsPrinted: a.printed.equals(b.printed),
});

const decided = (holds: boolean, fails: boolean): Verdict => {
  if (holds) return 'holds';
  return fails ? 'fails' : 'undecided';
};

const opposite = { holds: 'fails', fails: 'holds', undecided: 'undecided' } as const;

export const not = ({ verdict, holdsAsPrinted }: Truth): Truth => ({
  verdict: opposite[verdict],
  holdsAsPrinted: !holdsAsPrinted,
});

export const both = (a: Truth, b: Truth): Truth => ({
  verdict: decided(
    a.verdict === 'holds' && b.verdict === 'holds',
    a.verdict === 'fails' || b.verdict === 'fails',
  ),
  holdsAsPrinted: a.holdsAsPrinted && b.holdsAsPrinted,
});

export const either = (a: Truth, b: Truth): Truth => not(both(not(a), not(b)));

const operators = {
  '<': less,
  '<=': (a, b) => not(less(b, a)),
  '>': (a, b) => less(b, a),
  '>=': (a, b) => not(less(a, b)),
  '==': equal,
  '!=': (a, b) => not(equal(a, b)),
} as const satisfies Record<string, (a: Quantity, b: Quantity) => Truth>;

export type Operator = keyof typeof operators;

export const isOperator = (name: string): name is Operator => Object.hasOwn(operators, name);

/** A number and how the claim wrote it. */
export interface Term {
  readonly text: string;
  readonly quantity: Quantity;
}

export const compare = (operator: Operator, left: Term, right: Term): Comparison => ({
  operator,
  left: { text: left.text, ...decimals(left.quantity) },
  right: { text: right.text, ...decimals(right.quantity) },
  ...operators[operator](left.quantity, right.quantity),
  difference: decimal(absolute(subtract(left.quantity, right.quantity)).printed),
  times: times(left.quantity, right.quantity),
});

const times = ({ printed: a }: Quantity, { printed: b }: Quantity): string | null => {
  if (a.mul(b).compare(0) <= 0) return null;
  const ratio = a.div(b);
  return decimal(ratio.compare(1) < 0 ? ratio.inverse() : ratio, 1);
};
