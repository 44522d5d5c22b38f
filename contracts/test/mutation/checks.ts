/**
 * The checks of a contract, found in its syntax tree, and each one's absence as a change of the source. A check is
 * - a condition under which something reverts, or a verdict (a function that returns bool or Reason) refuses; of an
 *   alternative `a || b` each part is one;
 * - a revert without a condition;
 * - what a verdict returns; of a conjunction `a && b` each part is one;
 * - a modifier of a function;
 * - a call, as a statement, of a function that changes nothing: it can only check.
 * A condition that only chooses between two legal ways (`if (staff has an open request) close it`) is none.
 */
import {
  childrenOf,
  isNode,
  nodesIn,
  type ParsedSource,
  parseSources,
  type SyntaxNode,
  spanOf,
  textOf,
} from './syntax-tree.ts';

export interface Check {
  readonly unit: string;
  readonly line: number;
  /** The function, modifier or constructor that it is in. */
  readonly within: string;
  /** As written, on one line. */
  readonly text: string;
  /** The unit's source without it. */
  readonly dropped: string;
}

/** A node, and what stands in its place when the check is gone. */
interface Edit {
  readonly node: SyntaxNode;
  readonly by: string;
}

export const checksOf = async (file: string): Promise<Check[]> => {
  const sources = await parseSources(file);
  const functions = new Map(
    sources.flatMap(({ root }) => nodesIn(root)).map((node) => [node.id, node] as const),
  );
  return sources.flatMap((source) =>
    nodesIn(source.root)
      .filter(({ nodeType }) => nodeType === 'FunctionDefinition' || nodeType === 'ModifierDefinition')
      .flatMap((definition) =>
        editsIn(definition, functions).map((edit) => checkOf(source, definition, edit)),
      ),
  );
};

const checkOf = (source: ParsedSource, definition: SyntaxNode, { node, by }: Edit): Check => {
  const { unit, bytes } = source;
  const [start, end] = spanOf(node);
  return {
    unit,
    line: bytes.subarray(0, start).toString().split('\n').length,
    within: String(definition.name || definition.kind),
    text: textOf(source, node).replace(/\s+/g, ' '),
    dropped: Buffer.concat([bytes.subarray(0, start), Buffer.from(by), bytes.subarray(end)]).toString(),
  };
};

type Definitions = ReadonlyMap<unknown, SyntaxNode>;

const editsIn = (definition: SyntaxNode, definitions: Definitions): Edit[] => {
  const verdict = verdictOf(definition);
  const modifiers = ((definition.modifiers ?? []) as SyntaxNode[])
    .filter(({ kind }) => kind === 'modifierInvocation')
    .map((node) => ({ node, by: '' }));
  if (!isNode(definition.body)) return modifiers;
  return [...modifiers, ...editsBelow(definition.body, verdict, definitions)];
};

/** The word for yes, in a function that answers yes or no. */
const verdictOf = ({ returnParameters }: SyntaxNode): 'true' | 'Reason.Ok' | undefined => {
  const [type, ...others] = (isNode(returnParameters) ? childrenOf(returnParameters) : []).map(typeOf);
  if (others.length > 0) return undefined;
  return type === 'bool' ? 'true' : type === 'enum Reason' ? 'Reason.Ok' : undefined;
};

const typeOf = ({ typeDescriptions }: SyntaxNode): string =>
  String((typeDescriptions as { readonly typeString?: string } | undefined)?.typeString);

const editsBelow = (
  node: SyntaxNode,
  verdict: ReturnType<typeof verdictOf>,
  definitions: Definitions,
): Edit[] => {
  const below = (children: SyntaxNode[]) =>
    children.flatMap((child) => editsBelow(child, verdict, definitions));
  switch (node.nodeType) {
    case 'IfStatement': {
      const { condition, trueBody, falseBody } = node;
      const rest = below([falseBody].filter(isNode));
      if (!isRefusal(trueBody, verdict)) return [...below([trueBody].filter(isNode)), ...rest];
      return [...partsOf(condition, '||').map((part) => ({ node: part, by: 'false' })), ...rest];
    }
    case 'RevertStatement':
      return [{ node, by: 'true' }];
    case 'ExpressionStatement':
      return onlyChecks(node.expression, definitions) ? [{ node, by: 'true' }] : [];
    case 'Return':
      return verdict === undefined || !isNode(node.expression) ? [] : answersOf(node.expression, verdict);
    default:
      return below(childrenOf(node));
  }
};

/** A revert, or a verdict other than yes. */
const isRefusal = (body: unknown, verdict: string | undefined): boolean => {
  const statement = only(body);
  if (statement?.nodeType === 'RevertStatement') return true;
  if (statement?.nodeType !== 'Return' || verdict === undefined) return false;
  return !isNode(statement.expression) || !isYes(statement.expression);
};

const only = (body: unknown): SyntaxNode | undefined => {
  if (!isNode(body)) return undefined;
  const statements = body.statements as readonly SyntaxNode[] | undefined;
  return body.nodeType === 'Block' ? (statements?.length === 1 ? statements[0] : undefined) : body;
};

const isYes = ({ memberName, value }: SyntaxNode): boolean => memberName === 'Ok' || value === 'true';

/** The parts of a chain of one operator, brackets looked through; the whole where it is none. */
const partsOf = (condition: unknown, operator: '||' | '&&'): SyntaxNode[] => {
  if (!isNode(condition)) return [];
  const { nodeType, components, leftExpression, rightExpression } = condition;
  if (nodeType === 'TupleExpression') return partsOf((components as unknown[])[0], operator);
  if (nodeType !== 'BinaryOperation' || condition.operator !== operator) return [condition];
  return [leftExpression, rightExpression].flatMap((part) => partsOf(part, operator));
};

const answersOf = (answer: SyntaxNode, yes: string): Edit[] => {
  const { nodeType, condition, trueExpression } = answer;
  if (nodeType === 'Conditional' && isNode(condition) && isNode(trueExpression))
    return [{ node: condition, by: isYes(trueExpression) ? 'true' : 'false' }];
  if (nodeType === 'BinaryOperation') return partsOf(answer, '&&').map((node) => ({ node, by: 'true' }));
  return nodeType === 'FunctionCall' ? [{ node: answer, by: yes }] : [];
};

const onlyChecks = (expression: unknown, definitions: Definitions): boolean => {
  if (!isNode(expression) || expression.nodeType !== 'FunctionCall' || !isNode(expression.expression))
    return false;
  const called = definitions.get(expression.expression.referencedDeclaration);
  return called?.stateMutability === 'view' || called?.stateMutability === 'pure';
};
