import type { Common } from '@ethereumjs/common';
import { createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx';
import { Address as LibraryAddress } from '@ethereumjs/util';
import { BenchError, exitCodes } from '../errors.ts';
import type { Address, Hex } from '../units.ts';
import { keccak256, publicKeyToAddress } from './crypto.ts';
import { bytesToHex, hexToBytes } from './hex.ts';

/** A signed transaction as decoded from its bytes, with the sender that its signature proves. */
export interface Transaction {
  readonly raw: Uint8Array;
  readonly hash: Hex;
  readonly sender: Address;
  readonly nonce: number;
  readonly to: Address | undefined;
  readonly valueWei: bigint;
  readonly gasLimit: bigint;
  /** EIP-1559's cap; the gas price of a legacy transaction. */
  readonly maxFeePerGasWei: bigint;
  /** EIP-1559's tip; the gas price of a legacy transaction. */
  readonly maxPriorityFeePerGasWei: bigint;
  /** The library's own form, which the engine executes without decoding again. */
  readonly envelope: TypedTransaction;
}

/**
 * A transaction from its bytes as they go over the wire (EIP-2718 or legacy). Proves the sender from the signature.
 * Throws UndecodableTransactionError for whatever no node of this chain would accept.
 */
export const decodeTransaction = (raw: Uint8Array, common: Common): Transaction => {
  try {
    const envelope = createTxFromRLP(raw, { common, freeze: false });
    const hash = keccak256(raw);
    const sender = publicKeyToAddress(envelope.getSenderPublicKey());
    return {
      raw,
      hash: bytesToHex(hash),
      sender,
      ...fields(envelope),
      envelope: seal(envelope, hash, sender),
    };
  } catch (cause) {
    throw new UndecodableTransactionError(raw, cause);
  }
};

const fields = (envelope: TypedTransaction) => ({
  nonce: Number(envelope.nonce),
  to: envelope.to === undefined ? undefined : bytesToHex(envelope.to.bytes),
  valueWei: envelope.value,
  gasLimit: envelope.gasLimit,
  maxFeePerGasWei: 'maxFeePerGas' in envelope ? envelope.maxFeePerGas : envelope.gasPrice,
  maxPriorityFeePerGasWei:
    'maxPriorityFeePerGas' in envelope ? envelope.maxPriorityFeePerGas : envelope.gasPrice,
});

/**
 * The library hashes the public key anew, slowly, each time it is asked for the sender, and encodes the transaction
 * again for its hash: both are known by now. Encodings are canonical, so hashing the received bytes gives the same.
 */
const seal = (envelope: TypedTransaction, hash: Uint8Array, sender: Address): TypedTransaction => {
  const address = new LibraryAddress(hexToBytes(sender));
  envelope.cache.hash = hash;
  envelope.getSenderAddress = () => address;
  Object.freeze(envelope);
  return envelope;
};

export class UndecodableTransactionError extends BenchError {
  override readonly name = 'UndecodableTransactionError';

  constructor(raw: Uint8Array, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The bytes are not a valid transaction: ${reason}`, {
      code: 'undecodableTransaction',
      exitCode: exitCodes.scenarioFailed,
      hint: "Sign the transaction for this chain's id, with a type that its hardfork knows.",
      problems: [{ path: '', expected: 'a signed transaction', received: `${raw.length} bytes` }],
      cause,
    });
  }
}
