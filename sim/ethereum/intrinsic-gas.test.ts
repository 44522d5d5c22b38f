import { createFeeMarket1559Tx } from '@ethereumjs/tx';
import { describe, expect, it } from 'vitest';
import type { Hex } from '../units.ts';
import { sharedCommon } from './common.ts';
import type { Hardfork } from './hardfork.ts';
import { messageGas, transactionGas } from './intrinsic-gas.ts';

const to = `0x${'11'.repeat(20)}` as const;
const rules = (hardfork: Hardfork) => sharedCommon(1, hardfork);

describe('messageGas', () => {
  it('is 21,000 for a plain transfer', () => {
    expect(messageGas(to, '0x', rules('london'))).toEqual({ intrinsic: 21_000n, floor: 0n });
  });

  it('charges 4 for a zero byte and 16 for another (EIP-2028), 10 and 40 at least since EIP-7623', () => {
    expect(messageGas(to, '0x0001', rules('istanbul')).intrinsic).toBe(21_020n);
    expect(messageGas(to, '0x0001', rules('osaka'))).toEqual({ intrinsic: 21_020n, floor: 21_050n });
  });

  it('charges 32,000 for a creation (EIP-2) and 2 for each word of its code since EIP-3860', () => {
    const code = `0x${'01'.repeat(33)}` as const;
    expect(messageGas(undefined, code, rules('london')).intrinsic).toBe(53_000n + 33n * 16n);
    expect(messageGas(undefined, code, rules('shanghai')).intrinsic).toBe(53_004n + 33n * 16n);
  });
});

describe('transactionGas', () => {
  it('charges 2400 for a listed address and 1900 for a slot (EIP-2930)', () => {
    const storageKeys: Hex[] = [`0x${'00'.repeat(32)}`];
    const envelope = createFeeMarket1559Tx(
      { to, accessList: [{ address: to, storageKeys }] },
      { common: rules('osaka') },
    );
    expect(transactionGas(envelope).intrinsic).toBe(25_300n);
  });
});
