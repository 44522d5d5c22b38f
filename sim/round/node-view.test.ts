import { encodeEventTopics, encodeFunctionData, parseAbi } from 'viem';
import { expect, test } from 'vitest';
import type { Chain, ChainListener, Inclusion } from '../chain/chain.ts';
import { createContractCodec } from '../ethereum/abi.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import { createCallBook } from '../load/calls.ts';
import type { Address, Hex } from '../units.ts';
import { createNodeView } from './node-view.ts';

const abi = parseAbi(['function add(uint256 n)', 'event Added(uint256 indexed n)']);
const [counter, other]: Address[] = [`0x${'11'.repeat(20)}`, `0x${'22'.repeat(20)}`];
const from: Address = `0x${'33'.repeat(20)}`;

const open = (pending: Partial<Chain> = {}) => {
  const calls = createCallBook();
  calls.add('counter', counter as Address, createContractCodec({ abi }), { gasUsed: 0n, codeBytes: 0 });
  const listeners: ChainListener[] = [];
  const chain = {
    ...pending,
    subscribe: (listener: ChainListener) => void listeners.push(listener),
  } as Chain;
  const view = createNodeView(chain, calls);
  const tell = (act: (listener: ChainListener) => void) => listeners.forEach(act);
  return { view, tell };
};

const inclusion = (blockNumber: number, ...logs: readonly (readonly [Address, bigint])[]) =>
  ({
    blockNumber,
    receipt: {
      logs: logs.map(([address, n]) => ({
        address,
        topics: encodeEventTopics({ abi, eventName: 'Added', args: { n } }) as readonly Hex[],
        data: '0x',
      })),
    } as unknown as Receipt,
  }) as Inclusion;

test('tells the events of one contract in order, from when it is asked to', () => {
  const { view, tell } = open();
  const heard: unknown[] = [];
  tell(({ onIncluded }) => onIncluded?.(inclusion(1, [counter as Address, 1n])));
  view.watch('counter', { onEvent: (event) => heard.push(event) });
  tell(({ onIncluded }) =>
    onIncluded?.(inclusion(2, [counter as Address, 2n], [other as Address, 3n], [counter as Address, 4n])),
  );
  expect(heard).toEqual([
    { name: 'Added', args: { n: 2n }, blockNumber: 2 },
    { name: 'Added', args: { n: 4n }, blockNumber: 2 },
  ]);
});

test('tells how many blocks are taken back', () => {
  const { view, tell } = open();
  const depths: number[] = [];
  view.watch('counter', { onEvent: () => {}, onReorganised: (depth) => depths.push(depth) });
  tell(({ onReorganised }) => onReorganised?.({ timeMs: 0, depth: 3, hashes: [] }));
  expect(depths).toEqual([3]);
});

test('knows the newest block that it was told of, and none before', () => {
  const { view, tell } = open();
  expect(view.head).toThrow(expect.objectContaining({ code: 'NO_BLOCK' }));
  tell(({ onBlock }) => onBlock?.({ number: 7, hash: '0x07', timestampS: 12n } as never));
  expect(view.head()).toEqual({ number: 7, hash: '0x07', timestampS: 12 });
});

test('reads what waits for a contract, and leaves out what is no call of its', () => {
  const data = encodeFunctionData({ abi, functionName: 'add', args: [5n] });
  const waiting = [
    { hash: '0x01', from, data },
    { hash: '0x02', from, data: '0x' },
  ] as const;
  const { view } = open({ pending: (to) => (to === counter ? waiting : []) });
  expect(view.pending('counter')).toEqual([{ from, call: 'add', args: [5n] }]);
});

test('an unknown contract is named, whatever is asked of it', () => {
  const { view } = open();
  expect(() => view.pending('countr')).toThrow(expect.objectContaining({ code: 'CONTRACT_UNKNOWN' }));
  expect(() => view.watch('countr', { onEvent: () => {} })).toThrow(
    expect.objectContaining({ code: 'CONTRACT_UNKNOWN' }),
  );
});

test('a listener that throws is the scenario’s mistake', () => {
  const { view, tell } = open();
  view.watch('counter', {
    onEvent: () => {
      throw new Error('oops');
    },
  });
  const act = () => tell(({ onIncluded }) => onIncluded?.(inclusion(1, [counter as Address, 1n])));
  expect(act).toThrow(/node\.watch.*oops/s);
});
