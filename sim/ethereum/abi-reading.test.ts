import { encodeAbiParameters, encodeEventTopics, encodeFunctionData, parseAbi } from 'viem';
import { describe, expect, test } from 'vitest';
import { createContractCodec } from './abi.ts';

const abi = parseAbi([
  'function set(address who, uint48 until, bytes data)',
  'function set(address who)',
  'event Granted(address indexed who, bytes32 indexed id, uint32 ops, bytes note)',
  'event Named(string indexed name, uint256[] indexed list, address)',
]);
const codec = createContractCodec({ abi });
const who = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const id = `0x${'ab'.repeat(32)}` as const;

describe('calldata of anybody’s', () => {
  test('is read as a scenario would write it, an overloaded function by its signature', () => {
    const data = encodeFunctionData({ abi, functionName: 'set', args: [who, 7, '0x0102'] });
    expect(codec.readCall(data)).toEqual({
      call: 'set(address,uint48,bytes)',
      args: [who.toLowerCase(), 7, '0x0102'],
    });
  });

  test('that is for another contract, cut short or no call at all is not read', () => {
    const data = encodeFunctionData({ abi, functionName: 'set', args: [who] });
    expect(codec.readCall(data)).toBeDefined();
    expect(codec.readCall('0xdeadbeef')).toBeUndefined();
    expect(codec.readCall(data.slice(0, 40) as typeof data)).toBeUndefined();
    expect(codec.readCall('0x')).toBeUndefined();
  });
});

describe('a log', () => {
  test('is read by parameter name, indexed or not', () => {
    const topics = encodeEventTopics({ abi, eventName: 'Granted', args: { who, id } }) as never;
    const data = encodeAbiParameters([{ type: 'uint32' }, { type: 'bytes' }], [5, '0xff']);
    const args = { who: who.toLowerCase(), id, ops: 5, note: '0xff' };
    expect(codec.readEvent({ topics, data })).toEqual({ name: 'Granted', args });
  });

  test('has the hash of what is indexed and long, and positions for what has no name', () => {
    const [topic] = encodeEventTopics({ abi, eventName: 'Named' });
    const topics = [topic, id, `0x${'cd'.repeat(32)}`] as `0x${string}`[];
    const data = encodeAbiParameters([{ type: 'address' }], [who]);
    const args = { name: topics[1], list: topics[2], 2: who.toLowerCase() };
    expect(codec.readEvent({ topics, data })).toEqual({ name: 'Named', args });
  });

  test('that the ABI does not know, or that does not fit it, is not read', () => {
    const [topic, ...rest] = encodeEventTopics({
      abi,
      eventName: 'Granted',
      args: { who, id },
    }) as `0x${string}`[];
    const data = encodeAbiParameters([{ type: 'uint32' }, { type: 'bytes' }], [5, '0xff']);
    expect(codec.readEvent({ topics: [id, ...rest], data })).toBeUndefined();
    expect(codec.readEvent({ topics: [topic as never], data })).toBeUndefined();
    expect(codec.readEvent({ topics: [topic as never, ...rest], data: '0x' })).toBeUndefined();
    expect(codec.readEvent({ topics: [], data })).toBeUndefined();
  });
});
