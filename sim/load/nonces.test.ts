import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNonceBook, NonceMisuseError } from './nonces.ts';

const alice = '0xa11ce00000000000000000000000000000000000';
const bob = '0xb0b0000000000000000000000000000000000000';

describe('nonce book', () => {
  it('counts from 0, for each account by itself', () => {
    const book = createNonceBook();
    expect([book.take(alice), book.take(alice), book.take(bob)]).toEqual([0, 1, 0]);
  });

  it('reuses the lowest nonce first when several in flight are refused', () => {
    const book = createNonceBook();
    for (let n = 0; n < 6; n++) book.take(alice);
    book.giveBack(alice, 3);
    book.giveBack(alice, 1);
    expect([book.take(alice), book.take(alice), book.take(alice)]).toEqual([1, 3, 6]);
  });

  it('refuses a nonce that is not taken', () => {
    const book = createNonceBook();
    book.take(alice);
    book.take(alice);
    book.giveBack(alice, 0);
    for (const nonce of [0, 2]) expect(() => book.giveBack(alice, nonce)).toThrow(NonceMisuseError);
    expect(() => book.giveBack(bob, 0)).toThrow(NonceMisuseError);
  });

  /** `false` takes a nonce; a number gives back one of those in use, chosen by it. */
  const histories = fc.array(fc.oneof(fc.constant(false as const), fc.nat()), { maxLength: 60 });

  it('take = min(ℕ \\ in use), whatever was refused before', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const book = createNonceBook();
        const inUse = new Set<number>();
        for (const step of steps) {
          if (step === false || inUse.size === 0) {
            let lowest = 0;
            while (inUse.has(lowest)) lowest += 1;
            expect(book.take(alice)).toBe(lowest);
            inUse.add(lowest);
          } else {
            const nonce = [...inUse][step % inUse.size] as number;
            inUse.delete(nonce);
            book.giveBack(alice, nonce);
          }
        }
      }),
    );
  });

  it('accepted nonces = 0 … k−1 once k sends were accepted after the last refusal filled its gaps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        (fates, inFlight) => {
          const book = createNonceBook();
          const accepted: number[] = [];
          for (let from = 0; from < fates.length; from += inFlight) {
            const batch = fates.slice(from, from + inFlight).map((fate) => [book.take(alice), fate] as const);
            for (const [nonce, isAccepted] of batch) {
              if (isAccepted) accepted.push(nonce);
              else book.giveBack(alice, nonce);
            }
          }
          for (let n = 0; n < inFlight; n++) accepted.push(book.take(alice));
          expect(accepted.toSorted((a, b) => a - b)).toEqual(accepted.map((_, n) => n));
        },
      ),
    );
  });
});
