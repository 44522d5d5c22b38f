import { describe, expect, it } from 'vitest';
import { offeredFees } from './fees.ts';

const quote = { maxFeePerGasWei: 21n, maxPriorityFeePerGasWei: 1n };
const offer = (maxFeePerGasWei?: bigint, maxPriorityFeePerGasWei?: bigint) => {
  const fees = offeredFees(
    {
      ...(maxFeePerGasWei === undefined ? {} : { maxFeePerGasWei }),
      ...(maxPriorityFeePerGasWei === undefined ? {} : { maxPriorityFeePerGasWei }),
    },
    quote,
  );
  return [fees.maxFeePerGasWei, fees.maxPriorityFeePerGasWei];
};

describe('offered fees', () => {
  it('are the quote, unless the author says otherwise', () => {
    expect(offer()).toEqual([21n, 1n]);
    expect(offer(30n, 5n)).toEqual([30n, 5n]);
  });

  it('an explicit tip raises the cap by as much as it exceeds the quoted one', () => {
    expect(offer(undefined, 5n)).toEqual([25n, 5n]);
  });

  it('an explicit cap bounds the tip', () => {
    expect(offer(30n)).toEqual([30n, 1n]);
    expect(offer(0n)).toEqual([0n, 0n]);
  });
});
