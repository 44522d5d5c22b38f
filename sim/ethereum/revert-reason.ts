/**
 * Revert data in words: a contract's custom errors by name and values, and the two that the Solidity compiler itself
 * writes. Data comes from contracts and may be anything, so nothing here throws.
 */
import type { Abi } from 'ox/Abi';
import { getSelector } from 'ox/AbiItem';
import type { Parameter as AbiParameter } from 'ox/AbiParameters';
import { decode } from 'ox/AbiParameters';
import type { Hex } from '../units.ts';

type ErrorItem = Pick<Extract<Abi[number], { type: 'error' }>, 'name' | 'inputs'>;

/** Solidity documentation, "Panic via assert and Error via require". */
const builtinErrors: readonly ErrorItem[] = [
  { name: 'Error', inputs: [{ name: 'message', type: 'string' }] },
  { name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] },
];

const panics: ReadonlyMap<bigint, string> = new Map([
  [0x00n, 'generic panic'],
  [0x01n, 'assertion failed'],
  [0x11n, 'arithmetic overflow or underflow'],
  [0x12n, 'division or modulo by zero'],
  [0x21n, 'value is not a member of the enum'],
  [0x22n, 'wrongly encoded storage byte array'],
  [0x31n, 'pop from an empty array'],
  [0x32n, 'array index out of bounds'],
  [0x41n, 'out of memory'],
  [0x51n, 'call of an uninitialised internal function'],
]);

/** `BadState(2)`, `Error("not yet")`, `Panic(0x11): arithmetic overflow or underflow`; the bare data if unknown. */
export const createRevertReader = (abi: Abi): ((data: Hex) => string) => {
  const declared = abi.filter((item) => item.type === 'error');
  const items = new Map([...builtinErrors, ...declared].map((item) => [selectorOf(item), item]));
  return (data) => {
    if (data === '0x') return 'reverted without a reason';
    const item = items.get(data.slice(0, 10).toLowerCase());
    const values = item && valuesOf(item, data);
    if (item === undefined || values === undefined) return `unknown error ${data}`;
    if (item === builtinErrors[1]) return panicText(values[0] as bigint);
    return `${item.name}(${formatAll(item.inputs, values)})`;
  };
};

const selectorOf = (item: ErrorItem): string => getSelector({ ...item, type: 'error' });

const valuesOf = ({ inputs }: ErrorItem, data: Hex): readonly unknown[] | undefined => {
  if (inputs.length === 0) return [];
  try {
    return decode(inputs, `0x${data.slice(10)}`);
  } catch {
    return undefined;
  }
};

const panicText = (code: bigint): string =>
  `Panic(0x${code.toString(16).padStart(2, '0')}): ${panics.get(code) ?? 'unknown code'}`;

const formatAll = (parameters: readonly AbiParameter[], values: readonly unknown[]): string =>
  parameters.map((parameter, index) => format(parameter, values[index])).join(', ');

const format = (parameter: AbiParameter, value: unknown): string => {
  if (Array.isArray(value) && parameter.type.endsWith(']'))
    return `[${value.map((each) => format(elementOf(parameter), each)).join(', ')}]`;
  if ('components' in parameter)
    return `(${formatAll(parameter.components, Object.values(value as object))})`;
  if (parameter.type === 'string') return JSON.stringify(value);
  return parameter.type === 'address' ? String(value).toLowerCase() : String(value);
};

const elementOf = (parameter: AbiParameter): AbiParameter => ({
  ...parameter,
  type: parameter.type.replace(/\[\d*\]$/, ''),
});
