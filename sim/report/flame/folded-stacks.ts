/**
 * Gas by stack in the format of Brendan Gregg's stackcollapse scripts: the frames of a stack from the root, `;` between
 * them, a blank, and its own gas as a whole number; one stack a line. flamegraph.pl, inferno and speedscope read it.
 */
import { type FlameNode, sortedChildren } from '../../flame/frame.ts';

export function* foldedStacks(root: FlameNode): Generator<string> {
  yield* linesOf(root, cleanName(root));
}

function* linesOf(node: FlameNode, stack: string): Generator<string> {
  if (node.gas > 0) yield `${stack} ${node.gas}\n`;
  for (const child of sortedChildren(node)) yield* linesOf(child, `${stack};${cleanName(child)}`);
}

/** A signature may have `;` as little as a line break: both end something here. */
const cleanName = ({ frame: { name } }: FlameNode): string => name.replaceAll(/[;\n]/g, ',');
