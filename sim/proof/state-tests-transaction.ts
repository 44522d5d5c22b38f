import type { Common } from '@ethereumjs/common';
import { createTx, type TypedTxData } from '@ethereumjs/tx';
import { hexToBytes } from '../ethereum/hex.ts';
import type { Hex } from '../units.ts';
import { type Expectation, parseQuantity, type StateTestTransaction } from './state-tests-format.ts';

/**
 * The signed transaction of one case as it goes over the wire: as the file has it, or built from the fields that the
 * case's indexes select and signed with the file's key. Throws what the library throws when no node could send it.
 */
export const caseBytes = (
  fields: StateTestTransaction,
  { indexes, txbytes }: Pick<Expectation, 'indexes' | 'txbytes'>,
  common: Common,
): Uint8Array => {
  if (txbytes !== undefined) return hexToBytes(prefixed(txbytes));
  if (fields.secretKey === undefined) throw new Error('the test gives neither txbytes nor a secret key');
  const unsigned = createTx(transactionData(fields, indexes, common.chainId()), { common });
  return unsigned.sign(hexToBytes(prefixed(fields.secretKey))).serialize();
};

/** EIP-2718's type follows from the fields that a test gives, the newest type first. */
const transactionData = (
  fields: StateTestTransaction,
  indexes: Expectation['indexes'],
  chainId: bigint,
): TypedTxData => {
  const base = {
    nonce: parseQuantity(fields.nonce),
    gasLimit: parseQuantity(fields.gasLimit[indexes.gas] ?? ''),
    value: parseQuantity(fields.value[indexes.value] ?? ''),
    data: prefixed(fields.data[indexes.data] ?? ''),
    ...(isCreation(fields) ? {} : { to: prefixed(fields.to ?? '') }),
  };
  const gasPrice = parseQuantity(fields.gasPrice ?? '');
  const list = fields.accessLists?.[indexes.data];
  const accessList = (list ?? []).map((entry) => ({
    address: prefixed(entry.address),
    storageKeys: entry.storageKeys.map(prefixed),
  }));
  const dynamicFee = {
    ...base,
    chainId,
    accessList,
    maxFeePerGas: parseQuantity(fields.maxFeePerGas ?? ''),
    maxPriorityFeePerGas: parseQuantity(fields.maxPriorityFeePerGas ?? ''),
  };
  if (fields.authorizationList !== undefined)
    return { type: 4, ...dynamicFee, authorizationList: authorizations(fields.authorizationList) };
  if (fields.maxFeePerBlobGas !== undefined)
    return {
      type: 3,
      ...dynamicFee,
      maxFeePerBlobGas: parseQuantity(fields.maxFeePerBlobGas),
      blobVersionedHashes: (fields.blobVersionedHashes ?? []).map(prefixed),
    };
  if (fields.maxFeePerGas !== undefined) return { type: 2, ...dynamicFee };
  if (list != null) return { type: 1, ...base, chainId, accessList, gasPrice };
  return { type: 0, ...base, gasPrice };
};

/** A creation names no recipient, in one of several ways. */
const isCreation = ({ to }: StateTestTransaction): boolean =>
  to === undefined || to === null || to.length <= 2;

const authorizations = (list: NonNullable<StateTestTransaction['authorizationList']>) =>
  list.map((entry) => ({
    chainId: minimal(entry.chainId),
    address: prefixed(entry.address),
    nonce: minimal(entry.nonce),
    yParity: minimal(entry.yParity ?? entry.v ?? ''),
    r: minimal(entry.r),
    s: minimal(entry.s),
  }));

const prefixed = (text: string): Hex => (text.startsWith('0x') ? (text as Hex) : `0x${text}`);

const minimal = (text: string): Hex => `0x${parseQuantity(text).toString(16)}`;
