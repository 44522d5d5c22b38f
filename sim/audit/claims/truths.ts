/** Truths of a claim: comparisons of numbers, joined by && and ||, turned round by !. */
import type jsep from 'jsep';
import { both, type Comparison, compare, either, isOperator, not, type Truth } from './comparison.ts';
import { type Inquiry, reject } from './inquiry.ts';
import { numberOf } from './numbers.ts';
import { kindOf, nodeOf, textOf } from './syntax.ts';

const aComparison = 'a comparison by < <= > >= == or !=, or several joined by && and ||';

/** Undefined when the expression is none; the inquiry then says why. All parts are evaluated, whatever the first says. */
export const truthOf = (expression: jsep.Expression, inquiry: Inquiry): Truth | undefined => {
  const node = nodeOf(expression);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const truth = truthOf(node.argument, inquiry);
    return truth === undefined ? undefined : not(truth);
  }
  if (node.type !== 'BinaryExpression') return reject(inquiry, textOf(node), aComparison, kindOf(node));
  const { operator, left, right } = node;
  if (isOperator(operator)) return comparisonOf(operator, left, right, inquiry);
  const join = { '&&': both, '||': either }[operator];
  if (join === undefined) return reject(inquiry, textOf(node), aComparison, kindOf(node));
  const [a, b] = [truthOf(left, inquiry), truthOf(right, inquiry)];
  return a === undefined || b === undefined ? undefined : join(a, b);
};

const comparisonOf = (
  operator: Comparison['operator'],
  left: jsep.Expression,
  right: jsep.Expression,
  inquiry: Inquiry,
): Truth | undefined => {
  const [a, b] = [numberOf(left, inquiry), numberOf(right, inquiry)];
  if (a === undefined || b === undefined) return undefined;
  const comparison = compare(
    operator,
    { text: textOf(left), quantity: a },
    { text: textOf(right), quantity: b },
  );
  inquiry.comparisons.push(comparison);
  return comparison;
};
