/** Transactions that were handed in, decoded once more to be shown: wallets look them up while they wait. */
import type { ChainInfo } from '../chain/chain.ts';
import { sharedCommon } from '../ethereum/common.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import { decodeTransaction } from '../ethereum/transaction.ts';
import type { Hex } from '../units.ts';
import { quantity } from './rpc-values.ts';

export interface Submitted {
  add(raw: Uint8Array): void;
  /** Without its place in a block. */
  document(hash: Hex): object | undefined;
}

export const createSubmitted = ({ chainId, hardfork }: ChainInfo): Submitted => {
  const common = sharedCommon(chainId, hardfork);
  const kept = new Map<Hex, object>();
  return {
    add: (raw) => {
      const { hash, sender, to, nonce, envelope, ...transaction } = decodeTransaction(raw, common);
      kept.set(hash, {
        ...{ hash, from: sender, to: to ?? null, nonce: quantity(nonce), input: bytesToHex(envelope.data) },
        ...{ value: quantity(transaction.valueWei), gas: quantity(transaction.gasLimit) },
        ...{ gasPrice: quantity(transaction.maxFeePerGasWei), type: quantity(envelope.type) },
        maxFeePerGas: quantity(transaction.maxFeePerGasWei),
        maxPriorityFeePerGas: quantity(transaction.maxPriorityFeePerGasWei),
      });
    },
    document: (hash) => kept.get(hash),
  };
};
