/**
 * Do values fit ABI parameters? Stricter than the encoder, which turns `'12'` into a number and any text into bytes:
 * in a benchmark a slip in an argument must not become a different transaction.
 *
 * Accepted: addresses as hex text (checksummed or in one case), integers as bigint or safe whole number within range,
 * bytes as 0x text of whole bytes, tuples as objects or lists, arrays as lists.
 */
import type { Parameter as AbiParameter } from 'ox/AbiParameters';
import { validate as isAddress } from 'ox/Address';
import type { Problem } from '../errors.ts';

/** Every misfit at once, with its path such as `args[1].window[0]`; empty when all fit. */
export type ArgumentCheck = (args: readonly unknown[]) => readonly Problem[];

type Check = (value: unknown, path: string) => readonly Problem[];

const none: readonly Problem[] = [];

/** Prepared once per function, because calls repeat. */
export const createArgumentCheck = (parameters: readonly AbiParameter[]): ArgumentCheck => {
  const checks = parameters.map((parameter, index) => ({
    check: createCheck(parameter),
    path: `args[${index}]`,
  }));
  const expected = `${parameters.length} (${parameters.map(describeParameter).join(', ')})`;
  return (args) => {
    if (args.length !== checks.length) return [{ path: 'args', expected, received: String(args.length) }];
    let problems = none;
    for (const [index, { check, path }] of checks.entries()) {
      const found = check(args[index], path);
      if (found.length > 0) problems = [...problems, ...found];
    }
    return problems;
  };
};

const describeParameter = ({ type, name }: AbiParameter): string => (name ? `${type} ${name}` : type);

const createCheck = (parameter: AbiParameter): Check => {
  const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
  if (array !== null) return checkArray({ ...parameter, type: array[1] ?? '' }, array[2] ?? '');
  if ('components' in parameter) return checkTuple(parameter.components);
  const fits = createFit(parameter.type);
  const expected = describeParameter(parameter);
  return (value, path) => (fits(value) ? none : [{ path, expected, received: describeValue(value) }]);
};

const checkArray = (element: AbiParameter, length: string): Check => {
  const check = createCheck(element);
  const expected = `a list of ${length} ${element.type}`.replace('  ', ' ');
  return (value, path) => {
    if (!Array.isArray(value) || (length !== '' && value.length !== Number(length)))
      return [{ path, expected, received: describeValue(value) }];
    return value.flatMap((each: unknown, index) => check(each, `${path}[${index}]`));
  };
};

const checkTuple = (components: readonly AbiParameter[]): Check => {
  const fields = components.map((component) => ({
    name: component.name ?? '',
    check: createCheck(component),
  }));
  const expected = `a tuple (${components.map(describeParameter).join(', ')})`;
  return (value, path) => {
    if (
      typeof value !== 'object' ||
      value === null ||
      (Array.isArray(value) && value.length !== fields.length)
    )
      return [{ path, expected, received: describeValue(value) }];
    const members = value as Readonly<Record<string | number, unknown>>;
    return fields.flatMap(({ name, check }, index) =>
      Array.isArray(value)
        ? check(members[index], `${path}[${index}]`)
        : check(members[name], `${path}.${name}`),
    );
  };
};

const createFit = (type: string): ((value: unknown) => boolean) => {
  if (type === 'address') return (value) => typeof value === 'string' && isAddress(value);
  if (type === 'bool' || type === 'string') {
    const primitive = type === 'bool' ? 'boolean' : 'string';
    return (value) => typeof value === primitive;
  }
  const [, kind, size] = /^(uint|int|bytes)(\d*)$/.exec(type) ?? [];
  if (kind === 'bytes') return fitsBytes(size === '' ? undefined : Number(size));
  return kind === undefined ? () => false : fitsInteger(kind === 'int', BigInt(size || 256));
};

const fitsBytes =
  (size: number | undefined) =>
  (value: unknown): boolean =>
    typeof value === 'string' &&
    (size === undefined || value.length === 2 + 2 * size) &&
    /^0x(?:[0-9a-f]{2})*$/i.test(value);

const fitsInteger = (isSigned: boolean, bits: bigint): ((value: unknown) => boolean) => {
  const limit = 2n ** (isSigned ? bits - 1n : bits);
  const least = isSigned ? -limit : 0n;
  return (value) =>
    (typeof value === 'bigint' || Number.isSafeInteger(value)) &&
    (value as number | bigint) >= least &&
    (value as number | bigint) < limit;
};

const describeValue = (value: unknown): string => {
  if (typeof value === 'string') return value.length > 80 ? `'${value.slice(0, 77)}…'` : `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};
