/**
 * What a block's header says of its body, computed from our own transactions and receipts: the roots of the two tries
 * (Yellow Paper §4.3: index to bytes, keys not hashed) and the bloom filter of the logs. They cost more than executing
 * the block, so they are computed on demand only.
 */
import { MerklePatriciaTrie } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
import type { IncludedTransaction } from '../ethereum/block.ts';
import { keccak256 } from '../ethereum/crypto.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import type { Log, Receipt } from '../ethereum/receipt.ts';
import type { Hex } from '../units.ts';

export interface BlockRoots {
  readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex;
  readonly logsBloom: Hex;
}

/** What the roots depend on. */
export type RootedTransaction = Pick<IncludedTransaction, 'receipt'> & {
  readonly transaction: Pick<IncludedTransaction['transaction'], 'raw'>;
};

export const computeRoots = async (transactions: readonly RootedTransaction[]): Promise<BlockRoots> => ({
  transactionsRoot: await listRoot(transactions.map(({ transaction }) => transaction.raw)),
  receiptsRoot: await listRoot(transactions.map(encodedReceipt)),
  logsBloom: bytesToHex(bloom(transactions.flatMap(({ receipt }) => receipt.logs))),
});

const listRoot = async (items: readonly Uint8Array[]): Promise<Hex> => {
  const trie = new MerklePatriciaTrie({ common: { customCrypto: { keccak256 } } });
  for (const [index, item] of items.entries()) await trie.put(RLP.encode(index), item);
  return bytesToHex(trie.root());
};

/** EIP-658 gives a receipt its four fields, EIP-2718 its transaction's type as a prefix. */
const encodedReceipt = ({ transaction, receipt }: RootedTransaction): Uint8Array => {
  const { status, cumulativeGasUsed, logs } = receipt;
  const payload = RLP.encode([
    status === 'success' ? 1 : 0,
    cumulativeGasUsed,
    bloom(logs),
    logs.map(({ address, topics, data }) => [address, [...topics], data]),
  ]);
  const [type = 0] = transaction.raw;
  return isTyped(type) ? Uint8Array.of(type, ...payload) : payload;
};

/** EIP-2718 §Transactions: a legacy transaction begins with an RLP list, 0xc0 or above. */
const isTyped = (firstByte: number): boolean => firstByte <= 0x7f;

export const bloomOf = ({ logs }: Pick<Receipt, 'logs'>): Hex => bytesToHex(bloom(logs));

/** Yellow Paper §4.3.1, M3:2048: three bits for each address and topic, from the hash's first three pairs of bytes. */
const bloom = (logs: readonly Log[]): Uint8Array => {
  const filter = new Uint8Array(256);
  for (const entry of logs.flatMap(({ address, topics }) => [address, ...topics])) {
    const hash = keccak256(hexToBytes(entry));
    for (const offset of [0, 2, 4]) {
      const bit = (((hash[offset] ?? 0) << 8) | (hash[offset + 1] ?? 0)) & 2047;
      const byte = 255 - (bit >> 3);
      filter[byte] = (filter[byte] ?? 0) | (1 << (bit & 7));
    }
  }
  return filter;
};
