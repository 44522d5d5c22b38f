import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CompileRequest, compileContract } from './compile.ts';
import { sha256 } from './compile-cache.ts';

const root = await mkdtemp(join(tmpdir(), 'compile-test-'));
afterAll(() => rm(root, { recursive: true }));

const pragma = '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.37;\n';
const counter = `${pragma}import './Base.sol';\ncontract Counter is Base { function add() external { count += step; } }\n`;
const base = `${pragma}contract Base { uint256 public count; uint256 internal constant step = 1; }\n`;

/** A folder of its own with these files. */
const project = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(root, 'project-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
};

const compile = async (
  files: Readonly<Record<string, string>>,
  options: Partial<CompileRequest> = {},
): ReturnType<typeof compileContract> =>
  compileContract({ file: join(await project(files), 'Main.sol'), evmVersion: 'osaka', ...options });

const failure = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => expect.fail('it compiled'),
    (error: unknown) => error,
  );

describe.concurrent('compileContract', () => {
  it('makes the artifact of a contract', async () => {
    const artifact = await compile({ 'Main.sol': counter, 'Base.sol': base });
    expect(artifact).toMatchObject({
      name: 'Counter',
      bytecode: expect.stringMatching(/^0x60/),
      // The selectors are the first four bytes of keccak256 of the signatures.
      methodIdentifiers: { 'add()': '0x4f2be91f', 'count()': '0x06661abd' },
      sourceMap: { creation: expect.stringContaining(';'), deployed: expect.stringContaining(';') },
      warnings: [],
      compiler: {
        solcVersion: '0.8.37',
        evmVersion: 'osaka',
        inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(artifact.abi.map((item) => 'name' in item && item.name).sort()).toEqual(['add', 'count']);
    expect(artifact.bytecode.endsWith(artifact.deployedBytecode?.slice(2) ?? '')).toBe(true);
  });

  it('gives equal artifacts for equal sources in different folders', async () => {
    const files = { 'Main.sol': counter, 'Base.sol': base };
    expect(await compile(files)).toEqual(await compile(files));
  });

  it('finds imports above, below and in packages, which import their own', async () => {
    const folder = await project({
      'contracts/deep/Main.sol': `${pragma}import {A} from '../A.sol';\nimport "pkg/src/P.sol";\ncontract Main is A, P {}\n`,
      'contracts/A.sol': `${pragma}import * as B from "./parts/B.sol";\ncontract A is B.B {}\n`,
      'contracts/parts/B.sol': `${pragma}contract B { function b() external {} }\n`,
      'node_modules/pkg/src/P.sol': `${pragma}import './Q.sol';\nimport '@scope/other/R.sol';\ncontract P is Q, R {}\n`,
      'node_modules/pkg/src/Q.sol': `${pragma}contract Q { function q() external {} }\n`,
      'node_modules/@scope/other/R.sol': `${pragma}contract R { function r() external {} }\n`,
    });
    const file = join(folder, 'contracts/deep/Main.sol');
    const { methodIdentifiers } = await compileContract({ file, evmVersion: 'osaka' });
    expect(Object.keys(methodIdentifiers)).toEqual(['b()', 'q()', 'r()']);
  });

  it('compiles for the instruction set that is asked for', async () => {
    const shift = `${pragma}contract Main { function f(uint x) external pure returns (uint) { return x; } }\n`;
    const [shanghai, istanbul] = await Promise.all(
      ['shanghai', 'istanbul'].map((evmVersion) => compile({ 'Main.sol': shift }, { evmVersion })),
    );
    expect(shanghai?.deployedBytecode).toContain('5f'); // PUSH0, EIP-3855
    expect(istanbul?.deployedBytecode).not.toEqual(shanghai?.deployedBytecode);
    expect(istanbul?.warnings).toMatchObject([{ message: expect.stringContaining('london') }]);
  });

  it('keeps warnings as data', async () => {
    const { warnings } = await compile({
      'Main.sol': `${pragma}contract Main {\n  function f() external pure { uint x; }\n}\n`,
    });
    expect(warnings).toEqual([{ place: 'Main.sol:4:32', code: '2072', message: 'Unused local variable.' }]);
  });
});

describe.concurrent('what cannot be compiled', () => {
  it('is reported whole, each error with its place, message and line', async () => {
    const error = await failure(
      compile({
        'Main.sol': `${pragma}import './Base.sol';\ncontract Main is Base {\n  /* é */ uint8 big = 256;\n}\n`,
        'Base.sol': `${pragma}contract Base {\n\tfunction f() public { f(1); }\n}\n`,
      }),
    );
    expect(error).toMatchObject({ code: 'COMPILE_FAILED', exitCode: 3 });
    const { problems } = error as { problems: readonly { path: string; received: string }[] };
    expect(problems.map(({ path }) => path.replace(/^.*[/\\]/, '')).sort()).toEqual([
      'Base.sol:4:24',
      'Main.sol:5:23',
    ]);
    const inMain = problems.find(({ path }) => path.includes('Main.sol'));
    expect(inMain?.received.split('\n')).toEqual([
      expect.stringMatching(/^TypeError: Type int_const 256 is not implicitly convertible/),
      '5 |   /* é */ uint8 big = 256;',
      `  | ${' '.repeat(22)}^`,
    ]);
  });

  it('is a file that is not there', async () => {
    const error = await failure(compileContract({ file: join(root, 'None.sol'), evmVersion: 'osaka' }));
    expect(error).toMatchObject({
      code: 'SOURCE_UNREADABLE',
      exitCode: 2,
      problems: [{ received: 'no such file' }],
    });
    expect(await failure(compileContract({ file: root, evmVersion: 'osaka' }))).toMatchObject({
      problems: [{ received: 'a folder' }],
    });
  });

  it('is an import that is not there', async () => {
    const error = await failure(compile({ 'Main.sol': `${pragma}import './None.sol';\ncontract Main {}\n` }));
    expect(error).toMatchObject({
      code: 'IMPORT_MISSING',
      problems: [
        { path: expect.stringMatching(/Main\.sol:3:1$/), received: expect.stringContaining('None.sol') },
      ],
    });
  });

  it('is an instruction set that solc does not know', async () => {
    const error = await failure(
      compile({ 'Main.sol': `${pragma}contract Main {}\n` }, { evmVersion: 'atlantis' }),
    );
    expect(error).toMatchObject({
      code: 'COMPILE_FAILED',
      problems: [{ received: expect.stringContaining('EVM version') }],
    });
  });
});

describe.concurrent('which contract is meant', () => {
  const files = {
    'Main.sol': `${pragma}interface I { function f() external; }\nabstract contract A is I {}\ncontract One {}\ncontract Two {}\n`,
  };

  it.each([
    [
      'none in the file',
      { 'Main.sol': `${pragma}uint256 constant x = 1;\n` },
      undefined,
      'NO_CONTRACT',
      undefined,
    ],
    ['an unknown one', files, 'Three', 'UNKNOWN_CONTRACT', 'Contracts in this file: A, I, One, Two'],
    ['one of several', files, undefined, 'AMBIGUOUS_CONTRACT', 'Contracts in this file: A, I, One, Two'],
    ['an interface', files, 'I', 'CONTRACT_NOT_DEPLOYABLE', 'Contracts in this file: A, I, One, Two'],
    ['an abstract contract', files, 'A', 'CONTRACT_NOT_DEPLOYABLE', 'Contracts in this file: A, I, One, Two'],
  ])('refuses %s', async (_what, sources, contractName, code, hint) => {
    expect(await failure(compile(sources, { contractName }))).toMatchObject({ code, hint, exitCode: 2 });
  });

  it('refuses a contract that needs linked libraries', async () => {
    const library = 'library L { function f() external pure returns (uint256) { return 1; } }';
    const user = 'contract Main { function g() external pure returns (uint256) { return L.f(); } }';
    const error = await failure(
      compile({ 'Main.sol': `${pragma}${library}\n${user}\n` }, { contractName: 'Main' }),
    );
    expect(error).toMatchObject({ code: 'CONTRACT_NOT_DEPLOYABLE' });
  });

  it('takes the named one, and the only one that can be deployed without a name', async () => {
    expect((await compile(files, { contractName: 'Two' })).name).toBe('Two');
    expect((await compile({ 'Main.sol': `${pragma}interface I {}\ncontract Only is I {}\n` })).name).toBe(
      'Only',
    );
  });
});

describe.concurrent('the cache', () => {
  const compileTwice = async (between: (folder: string, entry: string) => Promise<unknown>) => {
    const folder = await project({ 'Main.sol': counter, 'Base.sol': base });
    const cacheDirectory = join(folder, 'cache');
    const request = { file: join(folder, 'Main.sol'), evmVersion: 'osaka', cacheDirectory };
    const first = await compileContract(request);
    const entry = join(cacheDirectory, `${first.compiler?.inputHash}.json`);
    await between(folder, entry);
    return { first, second: await compileContract(request), entry, cacheDirectory };
  };

  it('answers in place of the compiler', async () => {
    const { first, second, cacheDirectory } = await compileTwice(async (_folder, entry) => {
      const body = (await readFile(entry, 'utf8')).split('\n')[1]?.replace('"add"', '"plus"') ?? '';
      await writeFile(entry, `${sha256(body)}\n${body}`);
    });
    expect(JSON.stringify(second.abi)).toBe(JSON.stringify(first.abi).replace('"add"', '"plus"'));
    expect(await readdir(cacheDirectory)).toHaveLength(1);
  });

  it('does not answer for an edited import', async () => {
    const { first, second } = await compileTwice((folder) =>
      writeFile(join(folder, 'Base.sol'), base.replace('step = 1', 'step = 2')),
    );
    expect(second.compiler?.inputHash).not.toBe(first.compiler?.inputHash);
    expect(second.bytecode).not.toBe(first.bytecode);
  });

  it.each([
    ['cut short', (entry: string) => entry.slice(0, -100)],
    ['altered', (entry: string) => entry.replace('"add"', '"plus"')],
    ['emptied', () => ''],
  ])('does not answer from an entry that was %s, and mends it', async (_what, spoil) => {
    const { first, second, entry } = await compileTwice(async (_folder, path) =>
      writeFile(path, spoil(await readFile(path, 'utf8'))),
    );
    expect(second).toEqual(first);
    expect((await readFile(entry, 'utf8')).split('\n')[1]).toContain('"add"');
  });

  it('does not fail a run when it cannot be written', async () => {
    const folder = await project({ 'Main.sol': counter, 'Base.sol': base, file: '' });
    const file = join(folder, 'Main.sol');
    const artifact = await compileContract({
      file,
      evmVersion: 'osaka',
      cacheDirectory: join(folder, 'file', 'below'),
    });
    expect(artifact.name).toBe('Counter');
  });
});
