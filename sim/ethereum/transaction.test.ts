import { createAccessList2930Tx, createFeeMarket1559Tx, createLegacyTx } from '@ethereumjs/tx';
import { Address } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedCommon, stockCommon } from './common.ts';
import { addressOf } from './crypto.ts';
import { bytesToHex, hexToBytes } from './hex.ts';
import { decodeTransaction, UndecodableTransactionError } from './transaction.ts';

const chainId = 1337;
const stock = stockCommon(chainId, 'osaka');
const ours = sharedCommon(chainId, 'osaka');
const amounts = fc.bigInt({ min: 0n, max: 2n ** 100n });
const privateKeys = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .filter((key) => key[0] !== 0xff && key[31] !== 0);

const contents = fc.record({
  nonce: fc.nat(),
  gasLimit: fc.bigInt({ min: 0n, max: 2n ** 24n }), // EIP-7825
  value: amounts,
  data: fc.uint8Array({ maxLength: 200 }),
  to: fc.option(
    fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => new Address(bytes)),
    { nil: undefined },
  ),
});

const decodeError = (raw: Uint8Array): unknown => {
  try {
    return decodeTransaction(raw, ours);
  } catch (error) {
    return error;
  }
};

describe('decodeTransaction', () => {
  it('hash, sender and fields = those of the library, for every type', () => {
    fc.assert(
      fc.property(
        contents,
        amounts,
        privateKeys,
        fc.integer({ min: 0, max: 2 }),
        ({ to, ...rest }, fee, key, kind) => {
          const fields = { ...rest, ...(to === undefined ? {} : { to }) };
          const unsigned = [
            createLegacyTx({ ...fields, gasPrice: fee }, { common: stock }),
            createAccessList2930Tx({ ...fields, gasPrice: fee }, { common: stock }),
            createFeeMarket1559Tx({ ...fields, maxFeePerGas: fee }, { common: stock }),
          ][kind];
          const signed = unsigned?.sign(key) ?? expect.fail();
          const decoded = decodeTransaction(signed.serialize(), ours);
          expect(decoded.hash).toBe(bytesToHex(signed.hash()));
          expect(decoded.sender).toBe(signed.getSenderAddress().toString());
          expect(decoded.sender).toBe(addressOf(key));
          expect(decoded.envelope.getSenderAddress().toString()).toBe(decoded.sender);
          expect(bytesToHex(decoded.envelope.hash())).toBe(decoded.hash);
          expect(decoded.envelope.serialize()).toEqual(signed.serialize());
          expect(decoded).toMatchObject({ ...pick(rest), to: to?.toString(), maxFeePerGasWei: fee });
          expect(decoded.maxPriorityFeePerGasWei).toBe(kind === 2 ? 0n : fee);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes a legacy transaction without replay protection (EIP-155)', () => {
    const homestead = stockCommon(chainId, 'homestead');
    const signed = createLegacyTx({ gasLimit: 21_000n, gasPrice: 1n }, { common: homestead }).sign(
      new Uint8Array(32).fill(1),
    );
    expect([27n, 28n]).toContain(signed.v);
    expect(decodeTransaction(signed.serialize(), ours).sender).toBe(addressOf(new Uint8Array(32).fill(1)));
  });

  it('refuses junk with a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (raw) => {
        expect(decodeError(raw)).toBeInstanceOf(UndecodableTransactionError);
      }),
    );
  });

  it('refuses an unsigned transaction, another chain and a type that the hardfork lacks', () => {
    const unsigned = createFeeMarket1559Tx({ gasLimit: 21_000n }, { common: stock });
    const elsewhere = createFeeMarket1559Tx({ gasLimit: 21_000n }, { common: stockCommon(5, 'osaka') });
    const typed = unsigned.sign(new Uint8Array(32).fill(1)).serialize();
    for (const raw of [unsigned.serialize(), elsewhere.sign(new Uint8Array(32).fill(1)).serialize()])
      expect(decodeError(raw)).toMatchObject({ code: 'TRANSACTION_UNDECODABLE' });
    expect(() => decodeTransaction(typed, sharedCommon(chainId, 'berlin'))).toThrow(
      UndecodableTransactionError,
    );
  });

  it('refuses bytes after the transaction, which would change its hash', () => {
    const signed = createLegacyTx({ gasLimit: 21_000n }, { common: stock }).sign(new Uint8Array(32).fill(1));
    expect(decodeError(Uint8Array.of(...signed.serialize(), 0))).toBeInstanceOf(UndecodableTransactionError);
  });
});

const pick = ({ nonce, gasLimit, value }: { nonce: number; gasLimit: bigint; value: bigint }) => ({
  nonce,
  gasLimit,
  valueWei: value,
});

describe('hexadecimal text', () => {
  it('bytes(hex(bytes)) = bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(hexToBytes(bytesToHex(bytes))).toEqual(bytes);
      }),
    );
  });
});
