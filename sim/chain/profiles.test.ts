import { expect, test } from 'vitest';
import { isAtLeast } from '../ethereum/hardfork.ts';
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
  if (profile.network !== undefined) expect(profile.sources.join('\n')).toContain('network');
});

test.each([...profiles])('$name has the fee market of its hardfork', ({ hardfork, fees }) => {
  expect(fees.market === 'eip1559').toBe(isAtLeast(hardfork, 'london'));
});
