import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { berlin, cancun, withPost } from '../testing/official-state-test.ts';

const entry = fileURLToPath(new URL('./state-tests-cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'state-tests-cli-'));
const empty = mkdtempSync(join(tmpdir(), 'state-tests-cli-'));
afterAll(() => [folder, empty].map((path) => rmSync(path, { recursive: true })));

interface Exit {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...words: string[]): Promise<Exit> =>
  new Promise((resolve) => {
    execFile(process.execPath, [entry, ...words], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const writeTests = (post: unknown): void =>
  writeFileSync(join(folder, 'add11.json'), JSON.stringify(withPost(post)));

describe('npm run state-tests', () => {
  it('exits 0 with the counts as its last line, and says once why something was skipped', async () => {
    writeTests({ Cancun: [cancun], Verkle: [cancun, cancun] });
    const { code, stdout } = await run(folder);
    expect(stdout).toBe(
      'skipped 2 cases of the fork Verkle, whose rules the engine does not have\n1 passed, 0 failed, 2 skipped\n',
    );
    expect(code).toBe(0);
  });

  it('exits 1 with the file, test, fork, indexes and roots of what failed, and the verdict of stock ethereumjs', async () => {
    writeTests({ Berlin: [berlin], Cancun: [{ ...cancun, hash: berlin.hash }] });
    const { code, stdout } = await run(folder, '--fork', 'cancun');
    expect(stdout).toBe(
      [
        'FAIL add11.json add11 Cancun [data 0, gas 0, value 0]',
        `  state root: expected ${berlin.hash}, got ${cancun.hash}`,
        '  stock ethereumjs fails this case too:',
        `    state root: expected ${berlin.hash}, got ${cancun.hash}`,
        '0 passed, 1 failed, 0 skipped\n',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  it('exits 2 and says what is wrong on stderr: the folder, its content, the fork, the words', async () => {
    const exits = await Promise.all([
      run(join(empty, 'missing')),
      run(empty),
      run(empty, '--fork', 'London2'),
      run(),
      run(empty, '--frok'),
    ]);
    expect(exits.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(exits.map(({ stdout }) => stdout)).toEqual(['', '', '', '', '']);
    const complaints = ['There is no folder', 'There are no state tests', 'Istanbul', 'usage:', '--frok'];
    for (const [index, complaint] of complaints.entries()) expect(exits[index]?.stderr).toContain(complaint);
  });
});
