/**
 * The functions that are open within one message call. The EVM knows jumps alone; solc's source map says which of them
 * go into a function and which come back. A function that the optimizer copied into its caller has no jump, but keeps
 * its place in the source, and so it has a frame all the same. Lines are leaves, and functions stand on functions.
 */
import { bytesToHex } from '../ethereum/hex.ts';
import type { SourceFunction } from '../ethereum/source-functions.ts';
import type { CodeMap, Place } from './code-map.ts';
import { childOf, type FlameNode, type Frame, special } from './frame.ts';
import type { KnownCode } from './known-code.ts';

/** Where an instruction's gas goes, and on what stands whatever it calls. */
export interface Position {
  readonly leaf: FlameNode;
  readonly on: FlameNode;
}

export interface CallStack {
  /** The function that the message called, or the contract where none is known: what it all stands on. */
  readonly entry: FlameNode;
  readonly positionAt: (pc: number) => Position;
  /** Told of every jump that was taken. */
  readonly jumped: (from: number, to: number) => void;
}

export interface CalledCode {
  readonly known: KnownCode | undefined;
  readonly kind: 'creation' | 'deployed';
  readonly isDelegated: boolean;
  readonly data: Uint8Array;
}

interface OpenFunction {
  readonly node: FlameNode;
  readonly of: SourceFunction | undefined;
  /** Where its caller goes on, as far as solc lays code out in order. */
  readonly returnPc: number;
  readonly positions: (Position | undefined)[];
}

/** `below`: what the message stands on. */
export const createCallStack = (below: FlameNode, called: CalledCode): CallStack => {
  const contract = childOf(below, contractFrame(called));
  const map = called.known?.map;
  if (map !== undefined) return mappedStack(contract, map, called);
  const entry = called.kind === 'creation' ? contract : childOf(contract, abiFrame(called));
  const position = { leaf: entry, on: entry };
  return { entry, positionAt: () => position, jumped: () => {} };
};

const contractFrame = ({ known, kind, isDelegated }: CalledCode): Frame => {
  const name = known?.name ?? '(unknown code)';
  const made = kind === 'creation' ? `new ${name}` : name;
  return { name: isDelegated ? `${made} (delegatecall)` : made, kind: 'contract' };
};

const abiFrame = ({ known, data }: CalledCode): Frame => {
  const selector = bytesToHex(data.subarray(0, 4));
  return { name: known?.functions?.get(selector) ?? `fallback ${selector}`, kind: 'function' };
};

const mappedStack = (contract: FlameNode, map: CodeMap, { kind, data }: CalledCode): CallStack => {
  const called = kind === 'creation' ? undefined : map.calledBy(data);
  const calledFrame = called === undefined ? special('no such function') : functionFrame(called, map);
  const entry = kind === 'creation' ? contract : childOf(contract, calledFrame);
  const open = [opened(entry, called, -1)];
  const top = (): OpenFunction => open[open.length - 1] as OpenFunction;
  const positionAt = (pc: number): Position => {
    const { positions } = top();
    positions[pc] ??= positionOf(map.placeOf(pc), top(), open.length === 1 ? kind : 'within', map);
    return positions[pc];
  };
  const enter = (from: number, to: number): void => {
    const { of, isWhole } = map.placeOf(to);
    const isOuter = open.length === 1 && of === called;
    const node =
      !isWhole || of === undefined || isOuter
        ? top().node
        : childOf(positionAt(from).on, functionFrame(of, map));
    open.push(opened(node, isWhole ? of : top().of, from + 1));
  };
  const leave = (to: number): void => {
    const caller = open.findLastIndex(({ returnPc }) => returnPc === to);
    open.length = Math.max(1, caller > 0 ? caller : open.length - 1);
  };
  const jumped = (from: number, to: number): void => {
    const { jump } = map.placeOf(from);
    if (jump === 'into') enter(from, to);
    else if (jump === 'out') leave(to);
  };
  return { entry, positionAt, jumped };
};

const opened = (node: FlameNode, of: SourceFunction | undefined, returnPc: number): OpenFunction => ({
  node,
  of,
  returnPc,
  positions: [],
});

const functionFrame = ({ name, contract, kind }: SourceFunction, map: CodeMap): Frame => {
  const isOwn = contract === undefined || contract === map.name;
  return {
    name: `${kind === 'modifier' ? 'modifier ' : ''}${isOwn ? '' : `${contract}.`}${name}`,
    kind: 'function',
  };
};

type Level = 'creation' | 'deployed' | 'within';

/** `level`: within a function, or yet on the way into one. */
const positionOf = (
  { of, line }: Place,
  { node, of: open }: OpenFunction,
  level: Level,
  map: CodeMap,
): Position => {
  if (of === open && of !== undefined) return { leaf: lineOn(node, line), on: node };
  const outside = outsideName(of, open, level, map, line);
  if (outside !== undefined) return { leaf: childOf(node, special(outside)), on: node };
  const on = of === undefined ? node : childOf(node, functionFrame(of, map));
  return { leaf: lineOn(on, line), on };
};

const lineOn = (node: FlameNode, line: Frame | undefined): FlameNode =>
  line === undefined ? node : childOf(node, line);

/** What to call an instruction that is of no function which can be running; undefined for any other. */
const outsideName = (
  of: SourceFunction | undefined,
  open: SourceFunction | undefined,
  level: Level,
  { reaches }: CodeMap,
  line: Frame | undefined,
): string | undefined => {
  if (of === undefined) return line === undefined ? outsideNames[level] : undefined;
  if (open === undefined) return level === 'deployed' ? outsideNames.deployed : undefined;
  if (reaches(open, of)) return undefined;
  // On the way in and out, what several functions need is there once.
  return level === 'deployed' && of.kind !== 'yul' ? outsideNames.deployed : 'shared code';
};

const outsideNames = { creation: 'creation', deployed: 'dispatcher', within: 'generated' } as const;
