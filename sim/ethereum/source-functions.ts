/**
 * What a Solidity source names: contracts, their functions, modifiers and state variables, and the Yul functions in
 * assembly and in the helpers that the compiler writes itself. Each is a range of the source, so that a place can be told by the
 * innermost one around it. Read from solc's AST, of which nothing else is kept.
 */
import type { Hex } from '../units.ts';

export interface SourceFunction {
  /** With its parameters' types where the contract has several of the name. */
  readonly name: string;
  readonly kind:
    | 'function'
    | 'constructor'
    | 'fallback'
    | 'receive'
    | 'modifier'
    | 'variable'
    | 'yul'
    | 'contract';
  /** In which it stands; undefined outside of contracts. */
  readonly contract: string | undefined;
  /** Of what can be called from outside. */
  readonly selector: Hex | undefined;
  /** In bytes of the source's UTF-8. */
  readonly start: number;
  readonly length: number;
  /** Every name in it: of what it calls, and of all else. */
  readonly mentions: readonly string[];
}

/** The name without types of parameters. */
export const bareName = ({ name }: SourceFunction): string => name.replace(/\(.*$/, '');

/** `root`: a node of solc's AST, such as a whole source unit. */
export const sourceFunctions = (root: unknown): readonly SourceFunction[] => {
  const found: SourceFunction[] = [];
  collect(root, undefined, found);
  return withDistinctNames(found);
};

type Node = Readonly<Record<string, unknown>>;

const collect = (value: unknown, contract: string | undefined, found: SourceFunction[]): void => {
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  const inside = node.nodeType === 'ContractDefinition' ? String(node.name) : contract;
  const kind = kindOf(node);
  if (kind !== undefined) found.push(functionOf(node, kind, contract));
  for (const child of Object.values(node)) collect(child, inside, found);
};

const kindOf = (node: Node): SourceFunction['kind'] | undefined => {
  switch (node.nodeType) {
    case 'FunctionDefinition':
      return node.kind === 'freeFunction' ? 'function' : (node.kind as SourceFunction['kind']);
    case 'ContractDefinition':
      return 'contract';
    case 'ModifierDefinition':
      return 'modifier';
    case 'VariableDeclaration':
      return node.stateVariable === true ? 'variable' : undefined;
    case 'YulFunctionDefinition':
      return 'yul';
    default:
      return undefined;
  }
};

const functionOf = (
  node: Node,
  kind: SourceFunction['kind'],
  contract: string | undefined,
): SourceFunction => {
  const [start = 0, length = 0] = String(node.src).split(':').map(Number);
  const selector = node.functionSelector === undefined ? undefined : (`0x${node.functionSelector}` as const);
  const mentions = kind === 'contract' ? [] : [...mentionsIn(node)];
  return { name: nameOf(node, kind), kind, contract, selector, start, length, mentions };
};

const nameOf = (node: Node, kind: SourceFunction['kind']): string => {
  if (kind === 'constructor' || kind === 'fallback' || kind === 'receive') return kind;
  const name = String(node.name);
  return kind === 'function' ? `${name}(${parameterTypes(node)})` : name;
};

const parameterTypes = (node: Node): string => {
  const { parameters } = node.parameters as { readonly parameters: readonly Node[] };
  const types = parameters.map((parameter) => parameter.typeDescriptions as { readonly typeString?: string });
  return types.map(({ typeString = '?' }) => typeString.split(' ')[0]).join(',');
};

const mentionsIn = (value: unknown, found = new Set<string>()): ReadonlySet<string> => {
  if (typeof value !== 'object' || value === null) return found;
  const { nodeType, name, memberName } = value as Node;
  if (/^(Identifier|IdentifierPath|YulIdentifier)$/.test(String(nodeType)))
    found.add(String(name).split('.').at(-1) ?? '');
  if (nodeType === 'MemberAccess') found.add(String(memberName));
  for (const child of Object.values(value)) mentionsIn(child, found);
  return found;
};

const withDistinctNames = (functions: readonly SourceFunction[]): readonly SourceFunction[] => {
  const named = Map.groupBy(functions, (each) => `${each.contract} ${bareName(each)}`);
  return functions.map((each) =>
    each.kind === 'function' && named.get(`${each.contract} ${bareName(each)}`)?.length === 1
      ? { ...each, name: bareName(each) }
      : each,
  );
};
