/**
 * What others have said to a contract and what it said itself, in the words of its ABI: calldata and logs, decoded. Parameters without a
 * name go by their position; an indexed parameter of dynamic type is its hash, as that is all a log has of it. Addresses and bytes are hex in lower case.
 */
import type { Abi } from 'ox/Abi';
import type { AbiEvent } from 'ox/AbiEvent';
import { getSelector, getSignatureHash } from 'ox/AbiItem';
import { decode } from 'ox/AbiParameters';
import type { Hex } from '../units.ts';
import { functionNames } from './function-lookup.ts';
import type { Log } from './receipt.ts';

export interface ReadCall {
  /** As a scenario would write it: the name, or the signature of an overloaded one. */
  readonly call: string;
  readonly args: readonly unknown[];
}

export interface ReadEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Undefined for a call of nothing in the ABI, or with arguments that are none. */
export const createCallReader = (abi: Abi): ((data: Hex) => ReadCall | undefined) => {
  const names = functionNames(abi);
  const inputs = new Map(
    abi.filter((item) => item.type === 'function').map((item) => [getSelector(item), item.inputs]),
  );
  return (data) => {
    const selector = data.slice(0, 10) as Hex;
    const call = names.get(selector);
    if (call === undefined) return undefined;
    const args = decoded(inputs.get(selector) ?? [], `0x${data.slice(10)}`);
    return args && { call, args };
  };
};

/** Undefined for a log of nothing in the ABI. Anonymous events are not read. */
export const createEventReader = (
  abi: Abi,
): ((log: Pick<Log, 'topics' | 'data'>) => ReadEvent | undefined) => {
  const events = new Map(
    abi
      .filter((item) => item.type === 'event')
      .filter(({ anonymous }) => anonymous !== true)
      .map((item) => [getSignatureHash(item), item]),
  );
  return ({ topics: [topic, ...indexed], data }) => {
    const event = topic && events.get(topic);
    const args = event && argumentsOf(event, indexed, data);
    return args && { name: event.name, args };
  };
};

const argumentsOf = ({ inputs }: AbiEvent, indexed: readonly Hex[], data: Hex) => {
  const plain = decoded(
    inputs.filter((input) => input.indexed !== true),
    data,
  );
  if (plain === undefined || inputs.length - plain.length !== indexed.length) return undefined;
  const [topics, values] = [[...indexed], [...plain]];
  const entries = inputs.map((input, position) => {
    const name = input.name || String(position);
    if (input.indexed !== true) return [name, values.shift()];
    const topic = topics.shift() as Hex;
    return [name, isHashed(input.type) ? topic : decoded([input], topic)?.[0]];
  });
  return Object.fromEntries(entries) as ReadEvent['args'];
};

/** Solidity ABI specification, "Events": of arrays, tuples, bytes and text a topic holds the Keccak-256. */
const isHashed = (type: string): boolean => /^(string|bytes|tuple)$|\]$/.test(type);

const decoded = (parameters: Parameters<typeof decode>[0], data: Hex): readonly unknown[] | undefined => {
  if (parameters.length === 0) return [];
  try {
    return decode(parameters, data) as readonly unknown[];
  } catch {
    return undefined;
  }
};
