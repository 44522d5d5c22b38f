import { expect, test } from 'vitest';
import { instructionNumbers, readSourceMap } from './source-map.ts';

test('an empty field of a source map is that of the entry before', () => {
  expect(readSourceMap('1:2:0:-:0;:9;2::-1:i;;;8:1:1:o')).toEqual([
    { start: 1, length: 2, unitId: 0, jump: 'regular' },
    { start: 1, length: 9, unitId: 0, jump: 'regular' },
    { start: 2, length: 9, unitId: -1, jump: 'into' },
    { start: 2, length: 9, unitId: -1, jump: 'into' },
    { start: 2, length: 9, unitId: -1, jump: 'into' },
    { start: 8, length: 1, unitId: 1, jump: 'out' },
  ]);
  expect(readSourceMap('')).toEqual([]);
});

test('instructions are counted without the data that PUSH has behind it', () => {
  // PUSH1 0x60, PUSH0, PUSH2 0x5b5b, JUMPDEST
  expect([...instructionNumbers(Uint8Array.of(0x60, 0x60, 0x5f, 0x61, 0x5b, 0x5b, 0x5b))]).toEqual([
    0, -1, 1, 2, -1, -1, 3,
  ]);
});
