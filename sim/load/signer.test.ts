import { createTxFromRLP, isFeeMarket1559Tx, isLegacyTx } from '@ethereumjs/tx';
import { bytesToHex } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stockCommon } from '../ethereum/common.ts';
import { addressOf } from '../ethereum/crypto.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import type { Address, Hex } from '../units.ts';
import { createSigner, type UnsignedTransaction } from './signer.ts';

const hexOf = (bytes: Uint8Array): Hex => bytesToHex(bytes);
const amounts = fc.bigInt({ min: 0n, max: 2n ** 96n });
const transactions: fc.Arbitrary<UnsignedTransaction> = fc
  .record({
    nonce: fc.nat(),
    to: fc.option(fc.uint8Array({ minLength: 20, maxLength: 20 }).map(hexOf), { nil: undefined }),
    valueWei: amounts,
    data: fc.uint8Array({ maxLength: 300 }).map(hexOf),
    gasLimit: fc.bigInt({ min: 0n, max: 2n ** 24n }), // EIP-7825
    maxFeePerGasWei: amounts,
    tipRatio: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ tipRatio, ...tx }) => ({
    ...tx,
    maxPriorityFeePerGasWei: (tx.maxFeePerGasWei * BigInt(tipRatio)) / 100n,
  }));
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((key) => key[0] !== 255 && key[31] !== 0);

describe('signer', () => {
  it('decode(sign(tx)) = tx, signed by the key, as a legacy transaction with replay protection', () => {
    const common = stockCommon(1337, 'muirGlacier');
    const sign = createSigner({ chainId: 1337, feeMarket: 'legacy' });
    fc.assert(
      fc.property(transactions, keys, (tx, key) => {
        const { raw, hash } = sign(tx, key);
        const decoded = createTxFromRLP(raw, { common });
        if (!isLegacyTx(decoded)) throw new Error('not a legacy transaction');
        expect(decoded.gasPrice).toBe(tx.maxFeePerGasWei);
        expect([35n + 2n * 1337n, 36n + 2n * 1337n]).toContain(decoded.v);
        expect({ ...fieldsOf(decoded), hash }).toEqual({ ...expected(tx, key), hash: hexOf(decoded.hash()) });
      }),
      { numRuns: 50 },
    );
  });

  it('decode(sign(tx)) = tx, signed by the key, as a type 2 transaction', () => {
    const common = stockCommon(1, 'osaka');
    const sign = createSigner({ chainId: 1, feeMarket: 'eip1559' });
    fc.assert(
      fc.property(transactions, keys, (tx, key) => {
        const { raw, hash } = sign(tx, key);
        const decoded = createTxFromRLP(raw, { common });
        if (!isFeeMarket1559Tx(decoded)) throw new Error('not a type 2 transaction');
        expect(decoded.maxFeePerGas).toBe(tx.maxFeePerGasWei);
        expect(decoded.maxPriorityFeePerGas).toBe(tx.maxPriorityFeePerGasWei);
        expect({ ...fieldsOf(decoded), hash }).toEqual({ ...expected(tx, key), hash: hexOf(decoded.hash()) });
      }),
      { numRuns: 50 },
    );
  });

  it("signs EIP-155's example to its bytes", () => {
    const sign = createSigner({ chainId: 1, feeMarket: 'legacy' });
    const example = {
      nonce: 9,
      to: '0x3535353535353535353535353535353535353535',
      valueWei: 10n ** 18n,
      data: '0x',
      gasLimit: 21_000n,
      maxFeePerGasWei: 20n * 10n ** 9n,
      maxPriorityFeePerGasWei: 0n,
    } as const;
    const { raw } = sign(example, hexToBytes(`0x${'46'.repeat(32)}`));
    expect(hexOf(raw)).toBe(
      '0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83',
    );
  });
});

interface Decoded {
  readonly nonce: bigint;
  readonly to?: { toString(): string };
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly gasLimit: bigint;
  getSenderAddress(): { toString(): string };
}

const fieldsOf = (tx: Decoded) => ({
  nonce: Number(tx.nonce),
  to: tx.to?.toString(),
  valueWei: tx.value,
  data: hexOf(tx.data),
  gasLimit: tx.gasLimit,
  sender: tx.getSenderAddress().toString(),
});

const expected = (tx: UnsignedTransaction, key: Uint8Array) => ({
  nonce: tx.nonce,
  to: tx.to as Address | undefined,
  valueWei: tx.valueWei,
  data: tx.data,
  gasLimit: tx.gasLimit,
  sender: addressOf(key),
});
