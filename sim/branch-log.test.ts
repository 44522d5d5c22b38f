import { expect, test } from 'vitest';
import { createBranchLog } from './branch-log.ts';
import type { SealedBlock } from './ethereum/block.ts';
import type { Hex } from './units.ts';

const block = (hash: Hex, parentHash: Hex) => ({ hash, environment: { parentHash } }) as SealedBlock;

test('a branch is read from genesis to its head, whatever came between', () => {
  const log = createBranchLog<string>();
  log.add(block('0x1', '0x0'), 'one');
  log.add(block('0x2a', '0x1'), 'taken back');
  log.add(block('0x2b', '0x1'), 'two');
  log.add(block('0x3b', '0x2b'), 'three');
  expect(log.branch('0x3b')).toEqual(['one', 'two', 'three']);
  expect(log.branch('0x2a')).toEqual(['one', 'taken back']);
  expect(log.branch('0x0')).toEqual([]);
});
