import fc from 'fast-check';
import { encodeAbiParameters, hashTypedData } from 'viem/utils';
import { expect, test } from 'vitest';
import type { Hex } from '../../../sim/index.ts';
import {
  type AccessReceipt,
  type AccessRequest,
  accessReceiptHash,
  accessRequestHash,
  type KeyDelivery,
  keyDeliveryHash,
  type RecordUpload,
  recordUploadHash,
  type UsageQuery,
  usageQueryHash,
} from './access-messages.ts';
import { encodeUsage } from './usage-record.ts';

const hex = (byteCount: number) =>
  fc
    .uint8Array({ minLength: byteCount, maxLength: byteCount })
    .map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`);
const [address, word] = [hex(20), hex(32)];
const whole = (bits: number) => fc.nat({ max: 2 ** Math.min(bits, 31) - 1 });
const time = fc.maxSafeNat();

const deployment = fc.record({ chainId: fc.maxSafeNat(), verifyingContract: address });
const request = fc.record({
  ...{ grantId: word, sp: address, ms: address, mdrs: address, recordId: word, pointerHash: word },
  ...{ ops: whole(32), purpose: whole(16), nonce: word, issuedAt: time, expiresAt: time, responseKey: word },
});
const receipt = fc.record({
  ...{ requestHash: word, recordId: word, version: whole(32), contentHash: word },
  ...{ servedAt: time, blockNumber: time, blockHash: word },
});
const kept = fc.record({
  ...{ sp: address, mdrs: address, recordId: word, version: whole(32), digest: word, nonce: word },
  ...{ issuedAt: time, expiresAt: time, by: address, ms: address },
});
const query = fc.record({ sp: address, mdrs: address, nonce: word, issuedAt: time, expiresAt: time });

const fields = (text: string) =>
  text.split(', ').map((field) => {
    const [type = '', name = ''] = field.split(' ');
    return { type, name };
  });
const requestText =
  'bytes32 grantId, address sp, address ms, address mdrs, bytes32 recordId, bytes32 pointerHash, uint32 ops, uint16 purpose, ' +
  'bytes32 nonce, uint64 issuedAt, uint64 expiresAt, bytes32 responseKey';
const keptText =
  'address sp, address mdrs, bytes32 recordId, uint32 version, bytes32 digest, bytes32 nonce, uint64 issuedAt, uint64 expiresAt';
const types = {
  AccessRequest: fields(requestText),
  TokenAccessRequest: fields(`${requestText}, bytes32 tokenId`),
  AccessReceipt: fields(
    'bytes32 requestHash, bytes32 recordId, uint32 version, bytes32 contentHash, uint64 servedAt, uint64 blockNumber, bytes32 blockHash',
  ),
  RecordUpload: fields(`${keptText}, address by`),
  KeyDelivery: fields(`${keptText}, address ms`),
  UsageQuery: fields('address sp, address mdrs, bytes32 nonce, uint64 issuedAt, uint64 expiresAt'),
};

const viemHash = (site: { chainId: number; verifyingContract: Hex }, primaryType: string, message: object) =>
  hashTypedData({
    domain: { name: 'MedConsentAccess', version: '1', ...site },
    types,
    primaryType: primaryType as 'AccessRequest',
    message: message as never,
  });

test('the hash of a message = EIP-712 as viem has it', () => {
  fc.assert(
    fc.property(
      deployment,
      request,
      word,
      receipt,
      query,
      kept,
      (site, asked, tokenId, given, usage, post) => {
        expect(accessRequestHash(site, asked as AccessRequest)).toBe(viemHash(site, 'AccessRequest', asked));
        const withToken = { ...asked, tokenId };
        expect(accessRequestHash(site, withToken)).toBe(viemHash(site, 'TokenAccessRequest', withToken));
        expect(accessReceiptHash(site, given as AccessReceipt)).toBe(viemHash(site, 'AccessReceipt', given));
        const upload = post as RecordUpload & KeyDelivery;
        expect(recordUploadHash(site, upload)).toBe(viemHash(site, 'RecordUpload', upload));
        expect(keyDeliveryHash(site, upload)).toBe(viemHash(site, 'KeyDelivery', upload));
        expect(usageQueryHash(site, usage as UsageQuery)).toBe(viemHash(site, 'UsageQuery', usage));
      },
    ),
    { numRuns: 30 },
  );
});

test('a usage record = its ABI encoding as viem has it', () => {
  const parameters = fields(
    'bytes32 requestHash, address sp, address ms, bytes32 recordId, uint32 version, bytes32 contentHash, uint32 ops, uint16 purpose, uint48 servedAt',
  );
  const record = fc.record({
    ...{ requestHash: word, sp: address, ms: address, recordId: word, version: whole(32), contentHash: word },
    ...{ ops: whole(32), purpose: whole(16), servedAt: whole(48) },
  });
  fc.assert(
    fc.property(record, (usage) => {
      const values = parameters.map(({ name }) => usage[name as keyof typeof usage]);
      expect(encodeUsage(usage)).toBe(encodeAbiParameters(parameters, values as never));
    }),
  );
});
