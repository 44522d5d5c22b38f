import { expect, test } from 'vitest';
import type { Artifact } from '../ethereum/artifact.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import type { Hex } from '../units.ts';
import { createKnownCodes } from './known-code.ts';

const ready = (name: string, bytecode: Hex, deployedBytecode: Hex) => {
  const none = { methodIdentifiers: {}, sourceMap: undefined, warnings: [], compiler: undefined };
  const artifact: Artifact = { name, abi: [], bytecode, deployedBytecode, ...none };
  return { kind: 'ready', name, artifact } as const;
};

const zeros = '00'.repeat(32);
const immutable = 'ab'.repeat(32);
const codes = createKnownCodes([
  ready('short', '0x6001', '0x6001'),
  ready('long', '0x60016002', `0x7f${zeros}6001`),
]);
const nameOf = (code: Hex, kind: 'creation' | 'deployed') => codes.find(hexToBytes(code), kind)?.name;

test('a creation is the longest code that it begins with; arguments follow', () => {
  expect(nameOf('0x600160021234', 'creation')).toBe('long');
  expect(nameOf('0x60011234', 'creation')).toBe('short');
  expect(nameOf('0x6003', 'creation')).toBeUndefined();
});

test('a deployed code may differ in its immutables, and in nothing else', () => {
  expect(nameOf(`0x7f${immutable}6001`, 'deployed')).toBe('long');
  expect(nameOf(`0x7f${immutable}6002`, 'deployed')).toBeUndefined();
  expect(nameOf('0x6001', 'deployed')).toBe('short');
  expect(nameOf('0x60', 'deployed')).toBeUndefined();
});
