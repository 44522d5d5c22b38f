/**
 * Absolute paths, each below one of the server's roots. Paths are compared name by name, never as text, so that
 * `/records-old` is not below `/records`. They are names in a store, not files that are opened: no symbolic link can
 * lead out of a root.
 */
import type { Problem } from '../../../../sim/index.ts';
import type { Pointer } from './pointer.ts';

/** POSIX: a name has at most 255 bytes; ours also begin with a letter or a digit, so that none is hidden or an option. */
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** So that the key of a path fits a store's. */
const maxPathLength = 180;

type PathPointer = Extract<Pointer, { kind: 'path' }>;

export const readPath = (locator: string, roots: readonly string[], problems: Problem[]): PathPointer => {
  const refuse = (expected: string, received: string): void => {
    problems.push({ path: 'locator', expected, received });
  };
  const isAbsolute = locator.startsWith('/');
  if (!isAbsolute) refuse('an absolute path', 'a relative one');
  const names = locator.split('/').slice(isAbsolute ? 1 : 0);
  if (names.includes('..')) refuse('no way upwards', "'..'");
  if (names.includes('.') || names.includes('')) refuse('the shortest spelling', "'.' or an empty name");
  if (names.some((name) => !['', '.', '..'].includes(name) && !fileName.test(name)))
    refuse('names of letters, digits, dots, dashes and underscores', 'others');
  const root = roots.find((root) => isBelow(names, root));
  if (root === undefined) refuse("a file below one of the server's folders", 'another place');
  const below = names.slice(namesOf(root ?? '').length);
  if (below.join('/').length > maxPathLength) refuse(`at most ${maxPathLength} characters below it`, 'more');
  return { kind: 'path', root: root ?? '', names: below };
};

const namesOf = (folder: string): string[] => folder.split('/').filter((name) => name !== '');

const isBelow = (names: readonly string[], root: string): boolean => {
  const above = namesOf(root);
  return names.length > above.length && above.every((name, index) => names[index] === name);
};
