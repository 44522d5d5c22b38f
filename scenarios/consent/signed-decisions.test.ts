import fc from 'fast-check';
import { hashTypedData } from 'viem/utils';
import { expect, test } from 'vitest';
import { grantHash, grantTypedData, revokeHash, revokeTypedData } from './signed-decisions.ts';

const hex = (byteCount: number) =>
  fc
    .uint8Array({ minLength: byteCount, maxLength: byteCount })
    .map((bytes): `0x${string}` => `0x${Buffer.from(bytes).toString('hex')}`);
const [address, word] = [hex(20), hex(32)];
const whole = (bits: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }).map(Number);
const deadline = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

const domain = fc.record({ chainId: fc.maxSafeNat(), verifyingContract: address });
const grant = fc.record({
  ...{ sp: address, ms: address, mdrs: address, scope: word, terms: word, notBefore: whole(48) },
  ...{ expiresAt: whole(48), ops: whole(32), purpose: whole(16), usesMax: whole(16) },
  ...{ epoch: whole(32), patientEpoch: whole(32), deadline },
});
const revocation = fc.record({ sp: address, ms: address, throughEpoch: whole(32), reason: word, deadline });

test('grantHash(decision) = hashTypedData(grantTypedData(decision)), so what a wallet signs is what we check', () => {
  fc.assert(
    fc.property(domain, grant, (where, decision) => {
      expect(grantHash(where, decision)).toBe(hashTypedData(grantTypedData(where, decision)));
    }),
  );
});

test('revokeHash(decision) = hashTypedData(revokeTypedData(decision))', () => {
  fc.assert(
    fc.property(domain, revocation, (where, decision) => {
      expect(revokeHash(where, decision)).toBe(hashTypedData(revokeTypedData(where, decision)));
    }),
  );
});
