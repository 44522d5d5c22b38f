/**
 * Claims as syntax trees, and trees as text again. jsep parses the expression grammar of JavaScript and evaluates
 * nothing; what a claim may not contain is turned away where the tree is evaluated, by naming what it may.
 */
import jsep from 'jsep';
import type { Problem } from '../../errors.ts';

export type Node = jsep.CoreExpression;

/** Keeps the recursions, of jsep and of ours, far from the end of the stack. */
const maxLength = 1000;

export type Parsed = { readonly node: Node } | { readonly problem: Problem };

export const parse = (claim: string): Parsed => {
  if (claim.length > maxLength) return wrong(`at most ${maxLength} characters`, `${claim.length}`);
  try {
    const node = nodeOf(jsep(claim));
    if (node.type !== 'Compound') return { node };
    return wrong('one comparison', node.body.length === 0 ? 'nothing' : `${node.body.length} expressions`);
  } catch (error) {
    const { index, description } = error as SyntaxFault;
    if (description === undefined) throw error;
    const received = description.charAt(0).toLowerCase() + description.slice(1);
    return { problem: { path: `character ${index + 1}`, expected: 'a well-formed claim', received } };
  }
};

/** What jsep throws, by its source: an Error with the index, from 0, where it stopped. */
interface SyntaxFault {
  readonly index: number;
  readonly description: string | undefined;
}

const wrong = (expected: string, received: string): Parsed => ({
  problem: { path: 'the whole', expected, received },
});

/** jsep types its trees loosely: every node is one of these. */
export const nodeOf = (expression: jsep.Expression): Node => expression as Node;

const precedences = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/']];

const sums = precedences.findIndex((names) => names.includes('+'));

const precedence = (node: Node): number =>
  node.type === 'BinaryExpression'
    ? precedences.findIndex((names) => names.includes(node.operator))
    : Infinity;

/** With one space around operators, and no parentheses but those that matter. */
export const textOf = (expression: jsep.Expression): string => {
  const node = nodeOf(expression);
  switch (node.type) {
    case 'Literal':
      return node.raw;
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return `${textOf(node.object)}${node.computed ? `[${textOf(node.property)}]` : `.${textOf(node.property)}`}`;
    case 'CallExpression':
      return `${textOf(node.callee)}(${node.arguments.map(textOf).join(', ')})`;
    case 'UnaryExpression':
      return `${node.operator}${operand(node.argument, precedences.length)}`;
    case 'BinaryExpression': {
      const own = precedence(node);
      return `${operand(node.left, own)} ${node.operator} ${operand(node.right, own + 1)}`;
    }
    default:
      return `(${inWords(node)})`;
  }
};

const operand = (expression: jsep.Expression, least: number): string =>
  precedence(nodeOf(expression)) < least ? `(${textOf(expression)})` : textOf(expression);

/** What a node is, for those who expected another. */
export const kindOf = (node: Node): string => {
  switch (node.type) {
    case 'Literal':
      return node.raw;
    case 'Identifier':
      return 'a column';
    case 'MemberExpression':
      return node.optional === true ? 'the operator ?.' : 'a column';
    case 'CallExpression':
      return node.optional === true ? 'the operator ?.' : 'a number';
    case 'UnaryExpression':
      return node.operator === '-' ? 'a number' : `the operator ${node.operator}`;
    case 'BinaryExpression':
      return precedence(node) >= sums ? 'a number' : `the operator ${node.operator}`;
    default:
      return inWords(node);
  }
};

/** ArrayExpression: an array expression. */
const inWords = ({ type }: Node): string => type.replace(/\B[A-Z]/g, ' $&').toLowerCase();
