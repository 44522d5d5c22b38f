import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readArtifact } from './artifact.ts';

const folder = await mkdtemp(join(tmpdir(), 'artifact-test-'));
afterAll(() => rm(folder, { recursive: true }));

const read = async (document: unknown) => {
  const file = join(folder, 'Vault.json');
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  return readArtifact(file);
};

const abi = [{ type: 'function', name: 'f', inputs: [], outputs: [], stateMutability: 'view' }];

it('reads what Hardhat writes', async () => {
  const artifact = await read({
    _format: 'hh-sol-artifact-1',
    contractName: 'Safe',
    abi,
    bytecode: '0x60',
    deployedBytecode: '0x61',
  });
  expect(artifact).toMatchObject({
    name: 'Safe',
    abi,
    bytecode: '0x60',
    deployedBytecode: '0x61',
    compiler: undefined,
  });
});

it('reads what Foundry writes', async () => {
  const code = { object: '0x60', sourceMap: '', linkReferences: {} };
  const artifact = await read({
    abi,
    bytecode: code,
    deployedBytecode: code,
    methodIdentifiers: { 'f()': '26121ff0' },
  });
  expect(artifact).toMatchObject({
    name: 'Vault',
    bytecode: '0x60',
    methodIdentifiers: { 'f()': '0x26121ff0' },
  });
});

it('reads one contract of the output of solc', async () => {
  const evm = {
    bytecode: { object: '60' },
    deployedBytecode: { object: '61' },
    methodIdentifiers: { 'f()': '26121ff0' },
  };
  const artifact = await read({ abi, evm });
  expect(artifact).toMatchObject({
    bytecode: '0x60',
    deployedBytecode: '0x61',
    methodIdentifiers: { 'f()': '0x26121ff0' },
  });
});

it.each([
  ['text that is no JSON', '{', [{ path: '(file)', received: 'no JSON object' }]],
  ['a list', [], [{ path: '(file)', received: 'no JSON object' }]],
  ['an empty object', {}, [{ path: 'abi' }, { path: 'bytecode', received: 'nothing' }]],
  [
    'an interface',
    { abi, bytecode: '0x' },
    [{ path: 'bytecode', received: expect.stringContaining('interface') }],
  ],
  [
    'unlinked code',
    { abi, bytecode: `0x60__$${'a'.repeat(34)}$__` },
    [{ received: expect.stringContaining('linked') }],
  ],
  ['odd digits', { abi, bytecode: '0x6' }, [{ path: 'bytecode', received: 'other text' }]],
  [
    'strange items',
    { abi: [{}, ...abi, 7], bytecode: '0x60' },
    [{ path: 'abi[0].type' }, { path: 'abi[2].type' }],
  ],
])('refuses %s and names every problem', async (_what, document, problems) => {
  await expect(read(document)).rejects.toMatchObject({ code: 'ARTIFACT_UNUSABLE', exitCode: 2, problems });
});

it('refuses a file that is not there', async () => {
  await expect(readArtifact(join(folder, 'None.json'))).rejects.toMatchObject({
    code: 'ARTIFACT_UNUSABLE',
    problems: [{ received: 'a file that cannot be read' }],
  });
});
