import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSolcThread } from './solc.ts';

/** A stand-in for the compiler: echoes its input, and dies of the word `crash`. */
const echo = `exports.compile = (input) => (input === 'crash' ? process.exit(1) : \`echo \${input}\`);`;

const withModule = async (text: string, use: (path: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'solc-test-'));
  await writeFile(join(folder, 'compiler.cjs'), text);
  await use(join(folder, 'compiler.cjs')).finally(() => rm(folder, { recursive: true }));
};

it('gives every caller its own answer', () =>
  withModule(echo, async (path) => {
    const run = createSolcThread(path);
    expect(await Promise.all(['a', 'b', 'c'].map(run))).toEqual(['echo a', 'echo b', 'echo c']);
    expect(await run('d')).toBe('echo d');
  }));

it('rejects when the compiler dies, and starts anew', () =>
  withModule(echo, async (path) => {
    const run = createSolcThread(path);
    await expect(run('crash')).rejects.toMatchObject({ code: 'SOLC_CRASHED', exitCode: 3 });
    expect(await run('again')).toBe('echo again');
  }));

it('rejects when the compiler cannot be loaded', async () => {
  const run = createSolcThread(join(tmpdir(), 'there-is-no-compiler.cjs'));
  await expect(run('{}')).rejects.toMatchObject({ code: 'SOLC_CRASHED' });
});
