/** solc's syntax trees of a contract's own sources: all that it imports by relative path, packages left out. */
import { runSolc } from '../../../sim/ethereum/solc.ts';
import { collectSources } from '../../../sim/ethereum/solidity-sources.ts';

export interface SyntaxNode {
  readonly nodeType: string;
  /** `start:length:source`, in bytes of UTF-8. */
  readonly src: string;
  readonly [field: string]: unknown;
}

export interface ParsedSource {
  /** Relative to the contract's folder, such as `registry/Grants.sol`. */
  readonly unit: string;
  readonly bytes: Buffer;
  readonly root: SyntaxNode;
}

interface TreeOutput {
  readonly sources: Readonly<Record<string, { readonly ast: SyntaxNode }>>;
}

export const parseSources = async (file: string): Promise<ParsedSource[]> => {
  const { texts } = await collectSources(file);
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries([...texts].map(([unit, content]) => [unit, { content }])),
    settings: { outputSelection: { '*': { '': ['ast'] } } },
  };
  const { sources } = JSON.parse(await runSolc(JSON.stringify(input))) as TreeOutput;
  return [...texts].flatMap(([unit, text]) => {
    const root = sources[unit]?.ast;
    return unit.startsWith('@') || root === undefined ? [] : [{ unit, bytes: Buffer.from(text), root }];
  });
};

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'nodeType' in value;

export const childrenOf = (node: SyntaxNode): SyntaxNode[] => Object.values(node).flat().filter(isNode);

/** The node and all below it, in the order of the source. */
export const nodesIn = (node: SyntaxNode): SyntaxNode[] => [node, ...childrenOf(node).flatMap(nodesIn)];

/** Where a node stands, in bytes. */
export const spanOf = ({ src }: SyntaxNode): readonly [start: number, end: number] => {
  const [start = 0, length = 0] = src.split(':').map(Number);
  return [start, start + length];
};

export const textOf = ({ bytes }: ParsedSource, node: SyntaxNode): string =>
  bytes.subarray(...spanOf(node)).toString();
