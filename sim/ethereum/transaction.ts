import type { Common } from '@ethereumjs/common';
import { createTxFromRLP, TransactionType, type TypedTransaction } from '@ethereumjs/tx';
import { Address as LibraryAddress } from '@ethereumjs/util';
import { BenchError, exitCodes } from '../errors.ts';
import type { Address, Hex } from '../units.ts';
import { keccak256 } from './crypto.ts';
import { bytesToHex } from './hex.ts';
import { type MessageGas, transactionGas } from './intrinsic-gas.ts';
import { typedSigner } from './typed-signature.ts';

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
  /** What it costs before its first instruction, and at least in all. */
  readonly messageGas: MessageGas;
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
    const publicKey = signerOf(envelope, raw);
    const hash = keccak256(raw);
    const sender = keccak256(publicKey).subarray(12);
    const messageGas = transactionGas(envelope);
    prove(envelope, hash, publicKey, sender, messageGas);
    return {
      raw,
      hash: bytesToHex(hash),
      sender: bytesToHex(sender),
      messageGas,
      ...fields(envelope),
      envelope,
    };
  } catch (cause) {
    throw new UndecodableTransactionError(raw, cause);
  }
};

const signerOf = (envelope: TypedTransaction, raw: Uint8Array): Uint8Array => {
  if (!envelope.isSigned()) throw new TypeError('the transaction is not signed');
  return envelope.type === TransactionType.Legacy ? envelope.getSenderPublicKey() : typedSigner(raw);
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
 * Tells the library what is known by now: it would hash the public key, slowly, each time it is asked for the sender,
 * count the data's bytes three times, and encode the transaction again for its hash. Encodings are canonical, so the received bytes have the same hash.
 */
const prove = (
  envelope: TypedTransaction,
  hash: Uint8Array,
  publicKey: Uint8Array,
  sender: Uint8Array,
  { intrinsic }: MessageGas,
): void => {
  const address = new LibraryAddress(sender);
  envelope.cache.hash = hash;
  envelope.cache.senderPubKey = publicKey;
  envelope.getSenderAddress = () => address;
  envelope.getIntrinsicGas = () => intrinsic;
  Object.freeze(envelope);
};

export class UndecodableTransactionError extends BenchError {
  override readonly name = 'UndecodableTransactionError';

  constructor(raw: Uint8Array, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The bytes are not a valid transaction: ${reason}`, {
      code: 'TRANSACTION_UNDECODABLE',
      exitCode: exitCodes.scenarioFailed,
      hint: "Sign the transaction for this chain's id, with a type that its hardfork knows.",
      problems: [{ path: '', expected: 'a signed transaction', received: `${raw.length} bytes` }],
      cause,
    });
  }
}
