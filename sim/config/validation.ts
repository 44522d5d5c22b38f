/** Every problem of an input at once: the path inside the file, what was expected, what was found. */
import * as z from 'zod/mini';
import { BenchError, exitCodes, type Problem } from '../errors.ts';

/** Every way in which `value` departs from the schema; empty when it fits. */
export const problemsOf = (schema: z.ZodMiniType, value: unknown): Problem[] => {
  const result = z.safeParse(schema, value);
  return result.success ? [] : result.error.issues.flatMap((issue) => toProblems(issue, value));
};

const toProblems = (issue: z.core.$ZodIssue, root: unknown): Problem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      expected: 'no such field',
      received: key,
    }));
  return [{ path: pathText(issue.path), expected: issue.message, received: received(at(root, issue.path)) }];
};

export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`,
    '',
  ) || '(the whole)';

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], root);

/** A value as a reader of an error message wants it: short, and never a dump. */
const received = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 57)}…` : value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).join(', ') || 'no fields'}`;
  return typeof value === 'function' ? 'a function' : String(value);
};

export class InvalidInput extends BenchError {
  override readonly name = 'InvalidInput';
  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} is not valid: ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}`, {
      code: 'INVALID_INPUT',
      exitCode: exitCodes.usage,
      file,
      problems,
    });
  }
}
