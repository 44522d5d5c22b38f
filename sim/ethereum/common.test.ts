import { paramsBlock } from '@ethereumjs/block';
import { Hardfork as LibraryHardfork } from '@ethereumjs/common';
import { paramsEVM } from '@ethereumjs/evm';
import { paramsTx } from '@ethereumjs/tx';
import { paramsVM } from '@ethereumjs/vm';
import { describe, expect, it } from 'vitest';
import { sharedCommon, stockCommon } from './common.ts';
import { hardforks } from './hardfork.ts';

const allParams = [paramsTx, paramsEVM, paramsVM, paramsBlock];
const eips = new Set(allParams.flatMap((params) => Object.keys(params).map(Number)));
const names = new Set(allParams.flatMap((params) => Object.values(params).flatMap(Object.keys)));
const answer = (read: () => bigint): bigint | 'missing' => {
  try {
    return read();
  } catch {
    return 'missing';
  }
};

describe('sharedCommon', () => {
  it('gives the same instance for the same chain and hardfork', () => {
    expect(sharedCommon(1, 'osaka')).toBe(sharedCommon(1, 'osaka'));
    expect(sharedCommon(1, 'osaka')).not.toBe(sharedCommon(1, 'prague'));
    expect(sharedCommon(1, 'osaka').copy()).toBe(sharedCommon(1, 'osaka'));
  });

  it.each(hardforks)(
    'on %s answers as the library, EIP by EIP, fork by fork, parameter by parameter',
    (hardfork) => {
      const [ours, stock] = [sharedCommon(99, hardfork), stockCommon(99, hardfork)];
      for (const params of allParams) {
        ours.updateParams(params);
        stock.updateParams(params);
      }
      for (const eip of eips) expect(ours.isActivatedEIP(eip)).toBe(stock.isActivatedEIP(eip));
      for (const fork of Object.values(LibraryHardfork))
        expect(ours.gteHardfork(fork)).toBe(stock.gteHardfork(fork));
      for (const name of names) expect(answer(() => ours.param(name))).toBe(answer(() => stock.param(name)));
      expect(ours.consensusType()).toBe(stock.consensusType());
      expect(ours.chainId()).toBe(99n);
    },
  );

  it('looks a parameter up again when new parameters came', () => {
    const common = sharedCommon(98, 'osaka');
    common.updateParams({ 1: { testParameter: 1 } });
    expect(common.param('testParameter')).toBe(1n);
    common.updateParams({ 1: { testParameter: 2 } });
    expect(common.param('testParameter')).toBe(2n);
  });

  it('refuses a recovery id that is neither 0 nor 1', () => {
    const { ecrecover } = sharedCommon(1, 'osaka').customCrypto;
    const word = new Uint8Array(32).fill(1);
    expect(() => ecrecover?.(word, 29n, word, word)).toThrow(RangeError);
    expect(() => ecrecover?.(word, 40n, word, word, 1n)).toThrow(RangeError);
  });
});
