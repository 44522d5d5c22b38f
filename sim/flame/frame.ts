/**
 * Gas by stack: a tree in which a path from the root is a stack, and each node holds the gas that was spent there
 * itself. Gas is a number here, as a run's total stays far below 2^53.
 */
export interface Frame {
  readonly name: string;
  /** `special`: what is no code of anybody, in square brackets. */
  readonly kind: 'root' | 'contract' | 'function' | 'line' | 'special';
  /** The source unit, relative to the project, and the line from 1. */
  readonly place?: { readonly file: string; readonly line: number };
  /** The line itself. */
  readonly text?: string;
}

export interface FlameNode {
  readonly frame: Frame;
  /** Without that of its children. */
  gas: number;
  readonly children: Map<string, FlameNode>;
}

export const createFlame = (name: string): FlameNode => nodeOf({ name, kind: 'root' });

const nodeOf = (frame: Frame): FlameNode => ({ frame, gas: 0, children: new Map() });

/** The node below `parent` with the frame's name, which is made where there is none. */
export const childOf = (parent: FlameNode, frame: Frame): FlameNode => {
  const known = parent.children.get(frame.name);
  if (known !== undefined) return known;
  const child = nodeOf(frame);
  parent.children.set(frame.name, child);
  return child;
};

export const special = (name: string): Frame => ({ name: `[${name}]`, kind: 'special' });

/** By name, in the order of code units, as flamegraph.pl has them. */
export const sortedChildren = ({ children }: FlameNode): readonly FlameNode[] =>
  [...children.values()].sort((a, b) => (a.frame.name < b.frame.name ? -1 : 1));

/** With that of all below. */
export const totalGas = (node: FlameNode): number =>
  [...node.children.values()].reduce((sum, child) => sum + totalGas(child), node.gas);
