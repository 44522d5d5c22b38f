import { expect, test } from 'vitest';
import { type EcotoneParameters, ecotoneDataFeeWei } from './rollup-data-fee.ts';

/** Those of op-geth's rollup_cost_test.go. */
const parameters: EcotoneParameters = {
  baseFeeWei: 1_000_000_000n,
  blobBaseFeeWei: 10_000_000n,
  baseFeeScalar: 2,
  blobBaseFeeScalar: 3,
  source: 'op-geth',
  date: '2024-03-14',
};

test('thirty bytes that are not zero cost what op-geth says', () => {
  expect(ecotoneDataFeeWei(new Uint8Array(30).fill(1), parameters)).toBe(960_900n);
});

test('four zero bytes cost as much as one other, and parts of a wei are dropped', () => {
  expect(ecotoneDataFeeWei(new Uint8Array(4), parameters)).toBe(32_030n);
  expect(ecotoneDataFeeWei(new Uint8Array(1), parameters)).toBe(8_007n);
});
