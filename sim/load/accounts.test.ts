import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../ethereum/crypto.ts';
import { createAccountBook, UnknownAccountError } from './accounts.ts';

const declarations = {
  user: { count: 3, balanceWei: 5n },
  crowd: { count: 1_000_000, balanceWei: 7n },
};

describe('account book', () => {
  it('gives the same account each time, with the address of its key', () => {
    const book = createAccountBook(1, declarations);
    const account = book.account('crowd', 999_999);
    expect(book.account('crowd', 999_999)).toBe(account);
    expect(addressOf(book.privateKey(account))).toBe(account.address);
    expect(createAccountBook(1, declarations).account('crowd', 999_999)).toEqual(account);
  });

  it('gives distinct addresses to distinct (seed, label, index)', () => {
    const triple = fc.tuple(fc.nat(), fc.string(), fc.nat({ max: 1e6 }));
    fc.assert(
      fc.property(fc.uniqueArray(triple, { selector: String, minLength: 2, maxLength: 4 }), (triples) => {
        const addresses = triples.map(([seed, label, index]) => {
          const book = createAccountBook(
            seed,
            Object.fromEntries([[label, { count: 1e6 + 1, balanceWei: 0n }]]),
          );
          return book.account(label, index).address;
        });
        expect(new Set(addresses).size).toBe(triples.length);
      }),
      { numRuns: 30 },
    );
  });

  it('reports each derived account once, with its balance', () => {
    const derived: unknown[] = [];
    const book = createAccountBook(1, declarations, (...account) => derived.push(account));
    const { address } = book.account('user', 2);
    book.account('user', 2);
    expect(derived).toEqual([[address, 5n]]);
  });

  it('lists the declared labels when one is unknown', () => {
    const book = createAccountBook(1, declarations);
    const ask = () => book.account('usr', 0);
    expect(ask).toThrow(UnknownAccountError);
    expect(ask).toThrow(expect.objectContaining({ code: 'ACCOUNT_LABEL_UNKNOWN', exitCode: 3 }));
    expect(ask).toThrow(expect.objectContaining({ hint: expect.stringContaining("'user', 'crowd'") }));
    expect(() => book.accountCount('usr')).toThrow(UnknownAccountError);
  });

  it.each([-1, 3, 0.5, Number.NaN])('refuses index %s of three accounts', (index) => {
    const ask = () => createAccountBook(1, declarations).account('user', index);
    expect(ask).toThrow(expect.objectContaining({ code: 'ACCOUNT_INDEX_OUTSIDE' }));
  });
});
