/**
 * Whether a function can be running within another, as it calls it or calls what does, by the names in the sources.
 * The optimizer keeps equal pieces of code once, with the place of one of them: what lies in a function that nobody can
 * have called is such a piece, and to show it as a call would be a lie.
 */
import { bareName, type SourceFunction } from '../ethereum/source-functions.ts';

export type Reaches = (from: SourceFunction, to: SourceFunction) => boolean;

export const createReach = (functions: readonly SourceFunction[]): Reaches => {
  const mentions = new Map<string, Set<string>>();
  for (const each of functions) {
    const known = mentions.get(bareName(each)) ?? new Set();
    mentions.set(bareName(each), new Set([...known, ...each.mentions]));
  }
  const reached = new Map<SourceFunction, ReadonlySet<string>>();
  const reachOf = (from: SourceFunction): ReadonlySet<string> => {
    const known = reached.get(from) ?? closure(from.mentions, mentions);
    reached.set(from, known);
    return known;
  };
  return (from, to) => isGenerated(to, from) || reachOf(from).has(bareName(to));
};

/** What the compiler wrote itself is called without being named. */
const isGenerated = (to: SourceFunction, from: SourceFunction): boolean =>
  to.kind === 'yul' && to.contract === undefined && from.kind !== 'yul';

const closure = (
  start: readonly string[],
  mentions: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> => {
  const found = new Set(start);
  for (const name of found) for (const next of mentions.get(name) ?? []) found.add(next);
  return found;
};
