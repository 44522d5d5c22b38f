import { parseAbi } from 'viem';
import { expect, test } from 'vitest';
import { functionNames } from './function-lookup.ts';

test('functions are named by selector, overloaded ones by signature', () => {
  const abi = parseAbi([
    'function transfer(address to, uint256 amount)',
    'function set(uint256 value)',
    'function set(uint256 value, bool isFinal)',
    'event Set(uint256 value)',
  ]);
  const names = functionNames(abi);
  expect(names.get('0xa9059cbb')).toBe('transfer');
  expect([...names.values()]).toEqual(['transfer', 'set(uint256)', 'set(uint256,bool)']);
});
