import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { actors } from '../actors.ts';
import { compiled } from '../compiled.ts';
import { createWorlds } from './registry.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const contracts = join(here, '..', '..');
const filesIn = (folder: string, suffix: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const freshWorld = createWorlds();
const sources = ['registry', 'libraries', 'types'].flatMap((folder) =>
  filesIn(join(contracts, folder), '.sol'),
);

/** EIP-170. */
const largestCode = 24_576;

it('fits into a block, with room to spare', async () => {
  const { deployedBytecode = '0x' } = await compiled('ConsentRegistry', 'osaka');
  expect((deployedBytecode.length - 2) / 2).toBeLessThan(largestCode);
});

it('takes no ether', async () => {
  const { registry } = await freshWorld();
  const { alice, maria } = actors;
  const { error } = await registry.contract.send(alice, 'revokeAll', [], 1n);
  expect(error).toBe('reverted without a reason');
  const { abi } = await compiled('ConsentRegistry', 'osaka');
  const payable = abi.filter((item) => 'stateMutability' in item && item.stateMutability === 'payable');
  expect([payable, abi.some(({ type }) => type === 'receive' || type === 'fallback')]).toEqual([[], false]);
  expect(await registry.status(alice, maria)).toBe('none');
});

it('has the paper’s function names', async () => {
  const { abi } = await compiled('ConsentRegistry', 'osaka');
  const names = abi.flatMap((item) => (item.type === 'function' ? [item.name] : []));
  expect(names).toEqual(expect.arrayContaining(['reqManage', 'grant', 'revoc', 'GetMS']));
});

it.each(['tx.origin', 'block.number', 'blockhash', 'delegatecall', 'selfdestruct', '.call(', 'assembly'])(
  'never uses %s',
  (construct) => {
    expect(sources.filter((text) => text.includes(construct))).toEqual([]);
  },
);

it('has no function, event or error that no test speaks of', async () => {
  const { abi } = await compiled('ConsentRegistry', 'osaka');
  const tests = filesIn(here, '.ts').join('\n');
  const declared = abi.flatMap((item) => ('name' in item ? [item.name] : []));
  const inherited = ['EIP712DomainChanged', 'InvalidShortString', 'StringTooLong']; // OpenZeppelin’s, unreachable here
  const unspoken = declared.filter((name) => name !== undefined && !new RegExp(`\\b${name}\\b`).test(tests));
  expect(unspoken.filter((name) => !inherited.includes(String(name)))).toEqual([]);
});
