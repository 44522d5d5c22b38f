import { expect, test } from 'vitest';
import { isAtLeast } from '../ethereum/hardfork.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { countBlocks } from '../network/counts.ts';
import { mineHeaders } from '../network/headers.ts';
import type { ChainProfile } from './profile.ts';
import { problemsOfProfile } from './profile-problems.ts';
import { profiles } from './profiles.ts';

test('the shipped profiles, by name', () => {
  expect(profiles.map(({ name }) => name)).toEqual([
    'instant',
    'dev-2s',
    'clique-5s',
    'qbft-2s',
    'pow-15s',
    'mainnet-2021',
    'mainnet',
    'mainnet-busy',
    'rollup-2s',
  ]);
});

test.each([...profiles])('$name is frozen, and says where each of its parameters comes from', (profile) => {
  const isFrozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));
  expect(isFrozen(profile)).toBe(true);
  const stated = profile.sources.join('\n');
  const parameters: (keyof ChainProfile)[] = [
    'producer',
    'blockGasLimit',
    'fees',
    'mempool',
    'node',
    'client',
  ];
  for (const parameter of [...parameters, 'confirmations', 'hardfork', 'chainId'])
    expect(stated).toContain(parameter);
});

test.each([...profiles])('$name is sound', (profile) => {
  expect(problemsOfProfile(profile)).toEqual([]);
  for (const part of ['network', 'background'] as const)
    if (profile[part] !== undefined) expect(profile.sources.join('\n')).toContain(part);
});

test.each([...profiles])('$name has the fee market of its hardfork', ({ hardfork, fees }) => {
  expect(fees.market === 'eip1559').toBe(isAtLeast(hardfork, 'london'));
});

test('mainnet-2021: 13.1 to 13.3 s and 5.7 % of uncles come out of shares, delays and the difficulty rule', async () => {
  const profile = profiles.find(({ name }) => name === 'mainnet-2021');
  if (profile?.producer.kind !== 'proof-of-work' || profile.network === undefined) expect.fail();
  const { producer, network } = profile;
  expect(producer.shares.reduce((sum, share) => sum + share ** 2, 0)).toBeCloseTo(0.2808, 4);
  const time = { scheduler: createVirtualScheduler(), random: createRandom(1) };
  const counts = countBlocks(
    await mineHeaders(producer, { links: network.links, blockCount: 200_000 }, time),
  );
  expect((counts.meanIntervalMs / 1_000).toFixed(1)).toMatch(/^13\.[123]$/);
  expect(Math.abs(counts.unclesPerMainRatio / 0.0572 - 1)).toBeLessThan(0.03); // three standard errors
});
