import { expect, test } from 'vitest';
import { createResult } from '../../measure/result.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import { labelsCsv } from './labels-csv.ts';

const round = summariseSample([
  { intendedMs: 0, delayMs: 1_000, label: 'a,b', gasUsed: 21_000n, priceWei: 10n ** 9n },
  { intendedMs: 0, delayMs: 3_000, label: 'c', gasUsed: 21_000n, priceWei: 3n * 10n ** 9n },
  { intendedMs: 0, label: 'c' },
]);
const plain = { scenario: {}, seed: 1, fingerprint: {}, rounds: [round] };
const linesOf = (result: Parameters<typeof labelsCsv>[0]) => [...labelsCsv(result)].join('').split('\n');

const header =
  'round,label,submitted,succeeded,failed,pending,replacements,latency_min_s,latency_mean_s,latency_p50_s,latency_p90_s,latency_p95_s,latency_p99_s,latency_max_s,latency_stddev_s,gas_mean,fee_min_wei,fee_mean_wei,fee_p50_wei,fee_p90_wei,fee_p95_wei,fee_p99_wei,fee_max_wei,fee_stddev_wei,fee_total_wei';
const rows = [
  `0,"a,b",1,1,0,0,0,${'1,'.repeat(7)},21000,${'21000000000000,'.repeat(7)},21000000000000`,
  `0,c,2,1,0,1,0,3,3,3,,,,3,,21000,${'63000000000000,'.repeat(7)},63000000000000`,
];

test('labels.csv has a line for each label of each round, without a price in wei alone', () => {
  expect(linesOf(createResult(plain))).toEqual([header, ...rows, '']);
});

test('with a pinned price it has ether and the currency as well, which its header names', () => {
  const prices = { currency: 'EUR', perEther: 1650, source: 'a newspaper', date: '2021-03-29' };
  expect(linesOf(createResult({ ...plain, prices }))).toEqual([
    `${header},fee_mean_ether,fee_p50_ether,fee_p95_ether,fee_mean_EUR,fee_p50_EUR,fee_p95_EUR`,
    `${rows[0]},${'0.000021000000,'.repeat(3)}${'0.034650000000,'.repeat(2)}0.034650000000`,
    `${rows[1]},${'0.000063000000,'.repeat(3)}${'0.103950000000,'.repeat(2)}0.103950000000`,
    '',
  ]);
});
