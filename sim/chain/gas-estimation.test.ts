import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallMessage, CallOutcome, Engine } from '../engine/engine.ts';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { fakeAddress } from '../pool/fake-transactions.ts';
import { estimateGas, highestGasLimit } from './gas-estimation.ts';

const message: CallMessage = {
  from: fakeAddress(0),
  to: fakeAddress(1),
  data: '0x',
  valueWei: 0n,
  gasLimit: undefined,
};

/** Succeeds from `needed` gas on, and then uses `used` of it. */
const engineThat = (needed: bigint, used: bigint, peak: bigint): Engine => ({
  ...createFakeEngine(),
  call: async ({ gasLimit = 0n }): Promise<CallOutcome> => ({
    status: gasLimit < needed ? 'reverted' : 'success',
    returnData: '0x',
    gasUsed: gasLimit < needed ? gasLimit : used,
    gasBeforeRefund: gasLimit < needed ? gasLimit : peak,
    logs: [],
    halt: undefined,
  }),
});

test('needed ≤ estimate, and no more than 1.5 % above the last limit that failed', () => {
  const gas = fc.bigInt(21_000n, 10_000_000n);
  return fc.assert(
    fc.asyncProperty(gas, gas, gas, async (a, b, c) => {
      const [used, peak, needed] = [a, b, c].sort((x, y) => Number(x - y)) as [bigint, bigint, bigint];
      const { estimate } = await estimateGas(engineThat(needed, used, peak), message, 30_000_000n);
      const limit = estimate.kind === 'estimated' ? estimate.gasLimit : 0n;
      expect(limit).toBeGreaterThanOrEqual(needed);
      expect(Number(limit - needed) / Number(limit)).toBeLessThan(0.015);
    }),
  );
});

test('what reverts with all the gas there is has no estimate', async () => {
  const { estimate, gasSpent } = await estimateGas(engineThat(40_000_000n, 1n, 1n), message, 30_000_000n);
  expect(estimate.kind).toBe('reverted');
  expect(gasSpent).toBe(highestGasLimit('osaka', 30_000_000n));
});

test('the limit of the search is the block’s, and EIP-7825’s 2^24 from Osaka on', () => {
  expect(highestGasLimit('osaka', 30_000_000n)).toBe(2n ** 24n);
  expect(highestGasLimit('osaka', 12_500_000n)).toBe(12_500_000n);
  expect(highestGasLimit('prague', 30_000_000n)).toBe(30_000_000n);
});
