import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calldataOf } from './calldata.ts';
import { sharedCommon } from './common.ts';
import { hardforks } from './hardfork.ts';
import { bytesToHex } from './hex.ts';
import { messageGas } from './intrinsic-gas.ts';

const to = `0x${'11'.repeat(20)}` as const;

/** Zero bytes as often as others. */
const data = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.map((byte) => (byte % 2 ? byte : 0)));

test.each(hardforks)(
  'on %s it is what intrinsic gas holds beyond the 21,000 of a transaction',
  (hardfork) => {
    fc.assert(
      fc.property(data, (bytes) => {
        const { intrinsic } = messageGas(to, bytesToHex(bytes), sharedCommon(1, hardfork));
        expect(calldataOf(bytes).gas).toBe(intrinsic - 21_000n);
      }),
      { numRuns: 30 },
    );
  },
);

test('bytes are counted, zeros among them', () => {
  expect(calldataOf(Uint8Array.of(0, 7, 0))).toEqual({ byteCount: 3, zeroByteCount: 2, gas: 24n });
});
