/**
 * Absolute paths, each below one of the server's roots. Paths are compared name by name, never as text, so that
 * `/records-old` is not below `/records`. What is a symbolic link on disk is seen when the file is opened
 * (`realPathOf`), not here.
 */
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Problem } from '../../../../sim/index.ts';
import type { Pointer } from './pointer.ts';

/** POSIX: a name has at most 255 bytes; ours also begin with a letter or a digit, so that none is hidden or an option. */
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

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
  return { kind: 'path', root: root ?? '', names: names.slice(namesOf(root ?? '').length) };
};

const namesOf = (folder: string): string[] => folder.split('/').filter((name) => name !== '');

const isBelow = (names: readonly string[], root: string): boolean => {
  const above = namesOf(root);
  return names.length > above.length && above.every((name, index) => names[index] === name);
};

/**
 * Where the file of a pointer really lies, symbolic links followed; undefined when there is none, or when it lies
 * outside its root after all.
 */
export const realPathOf = async ({ root, names }: PathPointer): Promise<string | undefined> => {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, ...names))]);
    return real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep) ? real : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String((error as NodeJS.ErrnoException).code));
