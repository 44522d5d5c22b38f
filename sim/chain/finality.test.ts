import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFinality } from './finality.ts';

test('block n makes block n − k + 1 final', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(30), (confirmations, blockCount) => {
      const finality = createFinality(confirmations);
      for (let n = 1; n <= blockCount; n += 1) {
        const final = n - confirmations + 1;
        expect(finality.extend([`0x${n}`])).toEqual(final >= 1 ? [`0x${final}`] : []);
      }
    }),
  );
});
