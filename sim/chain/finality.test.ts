import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hex } from '../units.ts';
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

test('after any reorganisations every block of the chain that is k deep was made final, once since it came', () => {
  const step = fc.record({ back: fc.nat(4), on: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 15 }), (confirmations, steps) => {
      const finality = createFinality(confirmations);
      const chain: { hash: Hex; isFinal: boolean }[] = [];
      let made = 0;
      for (const { back, on } of steps) {
        const count = Math.min(back, chain.length);
        finality.retract(count);
        chain.length -= count;
        for (let added = 0; added < on; added += 1) {
          made += 1;
          chain.push({ hash: `0x${made}`, isFinal: false });
          for (const hash of finality.extend([`0x${made}`])) {
            const block = chain.find((each) => each.hash === hash);
            expect(block?.isFinal).toBe(false);
            if (block !== undefined) block.isFinal = true;
          }
          // What was final stays so, though a shorter branch has taken its place for a while.
          for (const { isFinal } of chain.slice(0, Math.max(0, chain.length - confirmations + 1)))
            expect(isFinal).toBe(true);
        }
      }
    }),
  );
});
