import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ether, fixed, grouped, milliseconds, perSecond, seconds } from './numbers.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const plainDecimal = /^-?\d+(\.\d+)?$/;

describe('numbers', () => {
  it('keeps decimals fixed, and adds some only where all would be zero', () => {
    expect([fixed(1, 1), fixed(306.94, 1), fixed(0, 2), fixed(0.004, 2), fixed(0.00001234, 2)]).toEqual([
      '1.0',
      '306.9',
      '0.00',
      '0.0040',
      '0.000012',
    ]);
  });

  it('gives times to the microsecond without dust', () => {
    expect([milliseconds(0.1 + 0.2), milliseconds(2000), milliseconds(12_345.678)]).toEqual([
      '0.3',
      '2000',
      '12345.678',
    ]);
    expect([seconds(1000 * 12.345 + 2e-12), seconds(0.001), seconds(100)]).toEqual([
      '12.345',
      '0.000001',
      '0.1',
    ]);
    expect(perSecond(100 / 3)).toBe('33.333333');
  });

  it('shows wei in the unit that suits it', () => {
    const amounts = [0n, 999_999n, 1_500_000n, 45_000_000_315_000n, 10n ** 15n, 1_234_567n * 10n ** 18n];
    expect(amounts.map(ether)).toEqual([
      '0 wei',
      '999999 wei',
      '0.0015 gwei',
      '45,000 gwei',
      '0.001 ETH',
      '1,234,567 ETH',
    ]);
  });

  it('groups by thousands', () => {
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('is a plain decimal for every finite number, zero only for zero', () => {
    fc.assert(
      fc.property(finite, fc.nat(6), (value, decimals) => {
        for (const text of [fixed(value, decimals), seconds(value), perSecond(value)]) {
          expect(text).toMatch(plainDecimal);
          if (Math.abs(value) > 1e-90) expect(Number(text)).not.toBe(0);
        }
      }),
    );
  });
});
