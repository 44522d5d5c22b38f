/** What a chain shows to everybody, by its own interface: the newest transaction's cost, and all bytes that were ever published. */
import { type Hex, hexToBytes, type LiveChain } from '../../../sim/index.ts';

type Chain = Pick<LiveChain, 'request'>;

export interface Included {
  readonly blockNumber: number;
  readonly gasUsed: number;
  readonly calldataByteCount: number;
}

interface Block {
  readonly number: Hex;
  readonly transactions: readonly Hex[];
}

const block = async (chain: Chain, which: string): Promise<Block> =>
  (await chain.request({ method: 'eth_getBlockByNumber', params: [which, false] })) as Block;

const calldataOf = async (chain: Chain, hash: Hex): Promise<Hex> =>
  ((await chain.request({ method: 'eth_getTransactionByHash', params: [hash] })) as { input: Hex }).input;

/** On a chain with one transaction to a block. */
export const newestTransaction = async (chain: Chain): Promise<Included> => {
  const { number, transactions } = await block(chain, 'latest');
  const [hash] = transactions;
  if (hash === undefined) throw new Error('The newest block has no transaction');
  const receipt = await chain.request({ method: 'eth_getTransactionReceipt', params: [hash] });
  return {
    blockNumber: Number(number),
    gasUsed: Number((receipt as { gasUsed: Hex }).gasUsed),
    calldataByteCount: hexToBytes(await calldataOf(chain, hash)).length,
  };
};

/** Calldata of every transaction, and topics and data of every event. */
export const publishedBytes = async (chain: Chain): Promise<Uint8Array> => {
  const newest = Number((await block(chain, 'latest')).number);
  const parts: Hex[] = [];
  for (let number = 1; number <= newest; number += 1)
    for (const hash of (await block(chain, `0x${number.toString(16)}`)).transactions)
      parts.push(await calldataOf(chain, hash));
  const logs = await chain.request({
    method: 'eth_getLogs',
    params: [{ fromBlock: '0x0', toBlock: 'latest' }],
  });
  for (const { topics, data } of logs as { topics: Hex[]; data: Hex }[]) parts.push(...topics, data);
  return Buffer.concat(parts.map(hexToBytes));
};
