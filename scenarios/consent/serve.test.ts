/** `bench serve` as a process: it says where it is, answers, and ends in order at SIGINT. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pointerName } from './protocol/record-keeping.ts';
import type { DeploymentDocument } from './server/service/service.ts';
import { openSqliteStore } from './server/stores/sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = resolve(import.meta.dirname, '../..');
const bench = (...words: string[]) => {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'sim/cli/bench.js'), ...words], {
    cwd: root,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (piece: Buffer) => {
    stdout += piece.toString();
  });
  child.stderr?.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const ended = new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr })),
  );
  return { child, ended, stdout: () => stdout };
};

test('it serves from a store on disk, refuses in one way, logs why, and ends with 130', async () => {
  const file = join(folder, 'records.db');
  const { child, ended, stdout } = bench('serve', '--port', '0', '--store', 'sqlite', '--at', file);
  await expect.poll(stdout, { timeout: 50_000 }).toMatch(/serving on http:\/\/127\.0\.0\.1:\d+/);
  const [url = ''] = /http:\S+/.exec(stdout()) ?? [];
  const ask = (path: string, body: string) => fetch(url + path, { method: 'POST', body });
  const { record } = (await (await ask('/deployment', '')).json()) as DeploymentDocument;
  const refused = await ask('/access', '{"a":');
  expect([refused.status, await refused.text()]).toEqual([403, '{"answer":"refused"}']);
  expect((await ask('/nowhere', '')).status).toBe(403);
  child.kill('SIGINT');
  const outcome = await ended;
  expect(outcome.exitCode).toBe(130);
  expect(outcome.stderr).toMatch(/refused at check 1: malformed\n(.*\n)*refused by the transport: NOT_FOUND/);
  expect(outcome.stdout).toMatch(/all that was acknowledged is kept/);
  const store = await openSqliteStore(file);
  expect(await store.pointers.get(pointerName(record?.sp ?? '0x', record?.recordId ?? '0x'))).toHaveLength(
    112,
  );
  await store.close();
}, 60_000);

test('what it cannot open it names, and leaves nothing behind', async () => {
  const { exitCode, stderr } = await bench('serve', '--store', 'tape', '--port', '65536').ended;
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/--store: expected one of memory, sqlite, files, s3, postgres, received 'tape'/);
  expect(stderr).toMatch(/--port: expected a whole number from 0 to 65535/);
  const chain = await bench('serve', '--chain', 'moon', '--store', 'memory').ended;
  expect(chain).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/there is no chain 'moon'/) });
  expect(existsSync(join(root, 'records.db'))).toBe(false);
}, 60_000);
