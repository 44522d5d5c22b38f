/**
 * The JSON-RPC methods that a wallet needs, on any chain port: what EIP-1193 calls a provider. Calls are answered from
 * the newest block only: the chain port knows no other.
 */
import type { Chain } from '../chain/chain.ts';
import { zeroHash } from '../chain/genesis.ts';
import type { CallMessage } from '../engine/engine.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import type { Hex } from '../units.ts';
import type { History, KeptLog, KeptReceipt } from './history.ts';
import { RpcError } from './rpc-error.ts';
import {
  quantity,
  readAddress,
  readBlock,
  readBytes,
  readFilter,
  readFixed,
  readObject,
  readQuantity,
} from './rpc-values.ts';
import { createSubmitted } from './submitted.ts';

export interface RpcCall {
  readonly method: string;
  readonly params?: readonly unknown[] | undefined;
}

type Method = (params: readonly unknown[]) => unknown;

/** Rejects with `RpcError` alone, as long as the chain runs. */
export const createProvider = (chain: Chain, history: History) => {
  const methods = methodsOf(chain, history);
  return async ({ method, params = [] }: RpcCall): Promise<unknown> => {
    const answer = methods.get(method);
    if (answer === undefined) throw new RpcError('methodNotFound', `there is no method ${method}`);
    return answer(params);
  };
};

const methodsOf = (chain: Chain, history: History): ReadonlyMap<string, Method> => {
  const { newestNumber } = history;
  const submitted = createSubmitted(chain.info);
  const transaction = (hash: Hex) => {
    const document = submitted.document(hash);
    const kept = history.receipt(hash);
    return document === undefined ? null : { ...document, ...(kept && placeOf(history, kept)) };
  };
  return new Map<string, Method>([
    ['eth_chainId', () => quantity(chain.info.chainId)],
    ['eth_blockNumber', () => quantity(newestNumber())],
    [
      'eth_getBlockByNumber',
      ([which, isFull]) => {
        const number = readBlock(which) ?? newestNumber();
        const hashes = history.transactions(number);
        return blockDocument(history, number, isFull === true ? hashes.map(transaction) : hashes);
      },
    ],
    [
      'eth_getBalance',
      async ([of]) => quantity((await chain.account(readAddress(of, 'address'))).balanceWei),
    ],
    [
      'eth_getTransactionCount',
      async ([of]) => quantity((await chain.account(readAddress(of, 'address'))).nonce),
    ],
    ['eth_gasPrice', async () => quantity((await chain.feeQuote()).maxFeePerGasWei)],
    ['eth_maxPriorityFeePerGas', async () => quantity((await chain.feeQuote()).maxPriorityFeePerGasWei)],
    ['eth_call', async ([message]) => returned(await chain.read(readMessage(message)))],
    [
      'eth_estimateGas',
      async ([message]) => {
        const estimate = await chain.estimateGas(readMessage(message));
        return estimate.kind === 'estimated' ? quantity(estimate.gasLimit) : returned(estimate.outcome);
      },
    ],
    [
      'eth_sendRawTransaction',
      async ([raw]) => {
        const bytes = hexToBytes(readBytes(raw, 'transaction'));
        const submission = await chain.submit(bytes);
        if (submission.kind === 'accepted') {
          submitted.add(bytes);
          return submission.hash;
        }
        throw new RpcError('refused', submission.message);
      },
    ],
    ['eth_getTransactionByHash', ([hash]) => transaction(readFixed(hash, 32, 'hash'))],
    [
      'eth_getTransactionReceipt',
      ([hash]) => {
        const kept = history.receipt(readFixed(hash, 32, 'hash'));
        return kept === undefined ? null : receiptDocument(history, kept);
      },
    ],
    [
      'eth_getLogs',
      ([filter]) => history.logs(readFilter(filter, newestNumber())).map((log) => logDocument(history, log)),
    ],
  ]);
};

const readMessage = (value: unknown): CallMessage => {
  const { from, to, data, input, value: amount, gas } = readObject(value, 'message');
  return {
    from: from === undefined ? `0x${'0'.repeat(40)}` : readAddress(from, 'from'),
    to: to === undefined || to === null ? undefined : readAddress(to, 'to'),
    data: readBytes(input ?? data ?? '0x', 'data'),
    valueWei: amount === undefined ? 0n : readQuantity(amount, 'value'),
    gasLimit: gas === undefined ? undefined : readQuantity(gas, 'gas'),
  };
};

const returned = (outcome: Awaited<ReturnType<Chain['read']>>): Hex => {
  if (outcome.status === 'success') return outcome.returnData;
  throw new RpcError('reverted', `execution reverted: ${outcome.halt?.name ?? ''}`, outcome.halt?.data);
};

const blockDocument = (history: History, number: number, transactions: readonly unknown[]) => {
  const block = history.block(number);
  if (block === undefined) return null;
  return {
    number: quantity(number),
    hash: block.hash,
    parentHash: history.block(number - 1)?.hash ?? zeroHash,
    timestamp: quantity(block.timestampS),
    gasLimit: quantity(block.gasLimit),
    gasUsed: quantity(block.gasUsed),
    ...(block.baseFeePerGasWei === undefined ? {} : { baseFeePerGas: quantity(block.baseFeePerGasWei) }),
    transactions,
  };
};

const placeOf = (history: History, { hash, blockNumber, index }: KeptReceipt) => ({
  transactionHash: hash,
  transactionIndex: quantity(index),
  blockNumber: quantity(blockNumber),
  blockHash: history.block(blockNumber)?.hash ?? zeroHash,
});

const logDocument = (history: History, { address, topics, data, index, transaction }: KeptLog) => ({
  ...{ address, topics, data, logIndex: quantity(index), removed: false },
  ...placeOf(history, transaction),
});

const receiptDocument = (history: History, kept: KeptReceipt) => {
  const { status, gasUsed, cumulativeGasUsed, effectiveGasPriceWei, contractAddress } = kept.receipt;
  const { blockNumber } = kept;
  const logs = history.logs({
    fromBlock: blockNumber,
    toBlock: blockNumber,
    addresses: undefined,
    topics: [],
  });
  return {
    ...placeOf(history, kept),
    status: quantity(status === 'success' ? 1 : 0),
    gasUsed: quantity(gasUsed),
    cumulativeGasUsed: quantity(cumulativeGasUsed),
    effectiveGasPrice: quantity(effectiveGasPriceWei),
    contractAddress: contractAddress ?? null,
    logs: logs
      .filter(({ transaction }) => transaction.hash === kept.hash)
      .map((log) => logDocument(history, log)),
    logsBloom: `0x${'0'.repeat(512)}`, // not computed
    type: '0x2',
  };
};
