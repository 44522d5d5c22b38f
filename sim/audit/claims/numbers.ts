/** Numbers of a claim: decimals, taken as they are written; + − * / and unary −; functions of columns; abs. */
import type jsep from 'jsep';
import { Fraction } from '../interval.ts';
import { aggregates } from './aggregates.ts';
import { type Inquiry, reject } from './inquiry.ts';
import { absolute, add, divide, exact, multiply, negate, type Quantity, subtract } from './quantity.ts';
import { figuresOf } from './selection.ts';
import { kindOf, type Node, nodeOf, textOf } from './syntax.ts';

type NodeOf<Type extends Node['type']> = Extract<Node, { readonly type: Type }>;

const arithmetic: ReadonlyMap<string, (a: Quantity, b: Quantity) => Quantity | undefined> = new Map([
  ['+', add],
  ['-', subtract],
  ['*', multiply],
  ['/', divide],
]);

const decimal = /^(?:\d+\.?\d*|\.\d+)$/;
const aNumber = 'a number, such as 0.5 or mean(avg)';
const aFunction = `a function: ${[...aggregates.keys(), 'abs'].join(', ')}`;
const notZero = 'a divisor that cannot be zero within its rounding';

/** Undefined when the expression is none; the inquiry then says why. */
export const numberOf = (expression: jsep.Expression, inquiry: Inquiry): Quantity | undefined => {
  const node = nodeOf(expression);
  switch (node.type) {
    case 'Literal':
      return decimal.test(node.raw) ? exact(new Fraction(node.raw)) : noNumber(node, inquiry);
    case 'UnaryExpression':
      return node.operator === '-' ? negated(node, inquiry) : noNumber(node, inquiry);
    case 'BinaryExpression':
      return computed(node, inquiry);
    case 'CallExpression':
      return called(node, inquiry);
    case 'Identifier':
    case 'MemberExpression':
      // A column that does not exist is the greater fault.
      return figuresOf(node, inquiry) === undefined ? undefined : noNumber(node, inquiry);
    default:
      return noNumber(node, inquiry);
  }
};

const noNumber = (node: Node, inquiry: Inquiry): undefined =>
  reject(inquiry, textOf(node), aNumber, kindOf(node));

const negated = ({ argument }: NodeOf<'UnaryExpression'>, inquiry: Inquiry): Quantity | undefined => {
  const value = numberOf(argument, inquiry);
  return value === undefined ? undefined : negate(value);
};

const computed = (node: NodeOf<'BinaryExpression'>, inquiry: Inquiry): Quantity | undefined => {
  const combine = arithmetic.get(node.operator);
  if (combine === undefined) return noNumber(node, inquiry);
  const left = numberOf(node.left, inquiry);
  const right = numberOf(node.right, inquiry);
  if (left === undefined || right === undefined) return undefined;
  return combine(left, right) ?? reject(inquiry, textOf(node), notZero, textOf(node.right));
};

const called = (node: NodeOf<'CallExpression'>, inquiry: Inquiry): Quantity | undefined => {
  const name = textOf(node.callee);
  const aggregate = aggregates.get(name);
  if (node.optional === true) return noNumber(node, inquiry);
  if (aggregate === undefined && name !== 'abs') return reject(inquiry, textOf(node), aFunction, name);
  const [argument, ...others] = node.arguments;
  if (argument === undefined || others.length > 0)
    return reject(inquiry, textOf(node), 'one argument', `${node.arguments.length}`);
  if (aggregate === undefined) {
    const value = numberOf(argument, inquiry);
    return value === undefined ? undefined : absolute(value);
  }
  const figures = figuresOf(argument, inquiry);
  if (figures === undefined) return undefined;
  if (figures.length < aggregate.atLeast)
    return reject(inquiry, textOf(node), `figures, ${aggregate.atLeast} at least`, `${figures.length}`);
  return aggregate.of(figures) ?? reject(inquiry, textOf(node), notZero, `the mean of ${textOf(argument)}`);
};
