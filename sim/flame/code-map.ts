/**
 * What each instruction of a contract's code is, to a reader: the innermost function, modifier or Yul function around
 * its source, and the line. Solidity's dispatcher belongs to the contract as a whole, and to no line of it.
 */
import { basename } from 'node:path';
import type { CodeOrigin, SourceUnit } from '../ethereum/code-origins.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { SourceFunction } from '../ethereum/source-functions.ts';
import type { Hex } from '../units.ts';
import type { Frame } from './frame.ts';
import { createReach, type Reaches } from './reach.ts';
import { instructionNumbers, readSourceMap, type SourceRange } from './source-map.ts';

export interface Place {
  /** Undefined: the contract as a whole, or nothing that has a name. */
  readonly of: SourceFunction | undefined;
  /** Undefined where there is no line of a file to show. */
  readonly line: Frame | undefined;
  /** Its source is all of the function: where it begins and ends, and what calls from outside pass through. */
  readonly isWhole: boolean;
  readonly jump: SourceRange['jump'];
}

export interface CodeMap {
  /** The contract's name. */
  readonly name: string;
  readonly placeOf: (pc: number) => Place;
  /** The function that a call with this data means. */
  readonly calledBy: (data: Uint8Array) => SourceFunction | undefined;
  readonly reaches: Reaches;
}

export const createCodeMap = (
  name: string,
  code: Uint8Array,
  origin: CodeOrigin,
  units: readonly SourceUnit[],
): CodeMap => {
  const ranges = readSourceMap(origin.sourceMap);
  const numbers = instructionNumbers(code);
  const readers = new Map([
    ...units.map((unit) => [unit.id, readerOf(unit, lineOf(unit))] as const),
    ...origin.generated.map((unit) => [unit.id, readerOf(unit, () => undefined)] as const),
  ]);
  const places: (Place | undefined)[] = [];
  return {
    name,
    placeOf: (pc) => {
      places[pc] ??= placeIn(readers, ranges[numbers[pc] ?? -1]);
      return places[pc];
    },
    calledBy: calledIn(
      name,
      units.flatMap((unit) => withEvidence(unit, ranges)),
    ),
    reaches: createReach([...units, ...origin.generated].flatMap(({ functions }) => functions)),
  };
};

type PlaceReader = (range: SourceRange) => Place;

const nowhere: Place = { of: undefined, line: undefined, isWhole: false, jump: 'regular' };

const placeIn = (readers: ReadonlyMap<number, PlaceReader>, range: SourceRange | undefined): Place => {
  if (range === undefined) return nowhere;
  const reader = readers.get(range.unitId);
  return reader === undefined ? { ...nowhere, jump: range.jump } : reader(range);
};

const readerOf = (
  { functions }: SourceUnit,
  line: (range: SourceRange) => Frame | undefined,
): PlaceReader => {
  const innermostFirst = [...functions].sort((a, b) => a.length - b.length);
  return (range) => {
    const around = innermostFirst.find((each) => contains(each, range));
    const { jump } = range;
    if (around?.kind === 'contract') return { ...nowhere, jump };
    return { of: around, line: line(range), isWhole: around !== undefined && isSame(around, range), jump };
  };
};

type Extent = Pick<SourceRange, 'start' | 'length'>;

const contains = (outer: Extent, inner: Extent): boolean =>
  outer.start <= inner.start && inner.start + inner.length <= outer.start + outer.length;

const isSame = (a: Extent, b: Extent): boolean => a.start === b.start && a.length === b.length;

const lineOf = ({ name, text }: SourceUnit): ((range: SourceRange) => Frame | undefined) => {
  const lines = text.split('\n');
  let next = 0;
  const starts = lines.map((line) => {
    const start = next;
    next += Buffer.byteLength(line) + 1;
    return start;
  });
  const frames = lines.map((line, index): Frame => {
    const place = { file: name, line: index + 1 };
    return { name: `${basename(name)}:${index + 1}`, kind: 'line', place, text: line.trim() };
  });
  return ({ start }) => frames[starts.findLastIndex((lineStart) => lineStart <= start)];
};

interface Candidate {
  readonly candidate: SourceFunction;
  /** Some of the code comes from it, so that it is no declaration of an interface. */
  readonly isCompiled: boolean;
}

const withEvidence = ({ id, functions }: SourceUnit, ranges: readonly SourceRange[]): Candidate[] => {
  const own = ranges.filter(({ unitId }) => unitId === id);
  return functions.map((candidate) => ({
    candidate,
    isCompiled: own.some((range) => contains(candidate, range)),
  }));
};

const calledIn = (contract: string, candidates: readonly Candidate[]): CodeMap['calledBy'] => {
  const isOwn = ({ candidate }: Candidate): boolean => candidate.contract === contract;
  const compiled = candidates
    .filter((each) => each.isCompiled || isOwn(each)) // an empty function leaves no code
    .map(({ candidate }) => candidate);
  const best = (fits: (each: SourceFunction) => boolean): SourceFunction | undefined => {
    const fitting = compiled.filter(fits);
    return fitting.find((each) => each.contract === contract) ?? fitting[0];
  };
  const bySelector = new Map<Hex, SourceFunction | undefined>();
  for (const { selector } of compiled)
    if (selector !== undefined)
      bySelector.set(
        selector,
        best((each) => each.selector === selector),
      );
  const fallback = best(({ kind }) => kind === 'fallback');
  const receive = best(({ kind }) => kind === 'receive');
  return (data) =>
    bySelector.get(bytesToHex(data.subarray(0, 4))) ?? (data.length === 0 ? (receive ?? fallback) : fallback);
};
