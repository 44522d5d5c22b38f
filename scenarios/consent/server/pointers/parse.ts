/** Reads a pointer under a server's policy: the pointer, or everything that is wrong with it at once. */
import type { Problem } from '../../../../sim/index.ts';
import { locatorKinds } from '../stores/store.ts';
import { readConnection } from './connection-pointer.ts';
import { readCid, readHash } from './content-pointer.ts';
import { readKey } from './key.ts';
import { textProblems } from './locator-text.ts';
import { readPath } from './path-pointer.ts';
import { maxLocatorLength, type Pointer, type PointerKind, type PointerPolicy } from './pointer.ts';

export type PointerReading =
  | { readonly kind: 'valid'; readonly pointer: Pointer }
  /** Problems name what was expected and never repeat what came: it may be secret, and problems are logged. */
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** `input` is `{ kind, locator }`, from anywhere. */
export const parsePointer = (input: unknown, policy: PointerPolicy): PointerReading => {
  const problems: Problem[] = [];
  const fields = fieldsOf(input, problems);
  if (fields === undefined) return { kind: 'invalid', problems };
  if (fields.locator.length > maxLocatorLength) return { kind: 'invalid', problems: [tooLong] }; // size before anything else looks at it
  problems.push(...textProblems(fields.locator));
  const pointer = readers[fields.kind](fields.locator, policy, problems);
  return problems.length === 0 ? { kind: 'valid', pointer } : { kind: 'invalid', problems };
};

const tooLong: Problem = {
  path: 'locator',
  expected: `at most ${maxLocatorLength} characters`,
  received: 'more',
};

type Reader = (locator: string, policy: PointerPolicy, problems: Problem[]) => Pointer;

const readers: Readonly<Record<PointerKind, Reader>> = {
  hash: (locator, _, problems) => readHash(locator, problems),
  connectionString: (locator, { stores }, problems) => readConnection(locator, stores, problems),
  path: (locator, { roots }, problems) => readPath(locator, roots, problems),
  identifier: (locator, _, problems) => ({ kind: 'identifier', id: readKey(locator, problems) }),
  cid: (locator, _, problems) => readCid(locator, problems),
};

const fieldsOf = (
  input: unknown,
  problems: Problem[],
): { kind: PointerKind; locator: string } | undefined => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    problems.push({ path: '(the whole)', expected: '{ kind, locator }', received: 'something else' });
    return undefined;
  }
  const { kind, locator, ...others } = input as Record<string, unknown>;
  const known = locatorKinds.find((name) => name === kind);
  if (known === undefined)
    problems.push({ path: 'kind', expected: `one of ${locatorKinds.join(', ')}`, received: 'another' });
  if (typeof locator !== 'string')
    problems.push({ path: 'locator', expected: 'text', received: 'something else' });
  if (Object.keys(others).length > 0)
    problems.push({ path: '(the whole)', expected: 'kind and locator only', received: 'more fields' });
  return problems.length > 0 || known === undefined || typeof locator !== 'string'
    ? undefined
    : { kind: known, locator };
};
