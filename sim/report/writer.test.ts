import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodes } from '../errors.ts';
import { OutputError, prepareOutput } from './writer.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'writer-'));
});
afterEach(() => rm(root, { recursive: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (name: string, ...pieces: string[]) => ({ name, pieces });
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

describe('prepareOutput', () => {
  it('leaves nothing behind', async () => {
    await prepareOutput(join(root, 'results', 'a'));
    expect(await readdir(root)).toEqual([]);
  });

  it('refuses a path that is a file, or lies under one, or in a folder that takes nothing', async () => {
    await writeFile(join(root, 'taken'), '');
    const expected = { code: 'OUTPUT_UNWRITABLE', exitCode: exitCodes.usage };
    for (const path of [join(root, 'taken'), join(root, 'taken', 'below'), '/proc/results'])
      await expect(prepareOutput(path)).rejects.toMatchObject(expected);
    expect(await readdir(root)).toEqual(['taken']);
  });
});

describe('write', () => {
  it('writes every piece, and a manifest of sorted names and digests', async () => {
    const folder = await prepareOutput(join(root, 'results', 'a'));
    await folder.write([file('b.csv', 'x\n', 'ü\n'), file('a.json', '{}\n')]);
    expect((await readdir(join(root, 'results', 'a'))).sort()).toEqual(['a.json', 'b.csv', 'manifest.json']);
    expect(await read('results/a/b.csv')).toBe('x\nü\n');
    const digests = { 'a.json': sha256('{}\n'), 'b.csv': sha256('x\nü\n') };
    expect(await read('results/a/manifest.json')).toBe(
      `${JSON.stringify({ schemaVersion: 1, sha256: digests }, null, 2)}\n`,
    );
  });

  it('leaves the former results whole when writing fails half-way', async () => {
    const folder = await prepareOutput(root);
    await folder.write([file('a.json', 'old')]);
    const before = await read('manifest.json');
    const failing = {
      name: 'b.csv',
      pieces: (function* () {
        yield 'half';
        throw new Error('the disk is full');
      })(),
    };
    await expect(folder.write([file('a.json', 'new'), failing])).rejects.toThrow('the disk is full');
    expect((await readdir(root)).sort()).toEqual(['a.json', 'manifest.json']);
    expect([await read('a.json'), await read('manifest.json')]).toEqual(['old', before]);
  });

  it('leaves no folder where there was none when writing fails', async () => {
    const folder = await prepareOutput(join(root, 'deep', 'er'));
    await expect(folder.write([file('no/such/folder', 'x')])).rejects.toThrow(OutputError);
    expect(await readdir(root)).toEqual([]);
  });

  it("removes a former run's file only if the manifest names it and it is unchanged", async () => {
    const folder = await prepareOutput(root);
    await folder.write([file('stale.csv', '1'), file('edited.csv', '1'), file('kept.csv', '1')]);
    await writeFile(join(root, 'edited.csv'), 'by hand');
    await writeFile(join(root, 'notes.md'), 'mine');
    await folder.write([file('kept.csv', '2')]);
    expect((await readdir(root)).sort()).toEqual(['edited.csv', 'kept.csv', 'manifest.json', 'notes.md']);
  });

  it('removes nothing outside, whatever a manifest claims', async () => {
    await mkdir(join(root, 'results'));
    await writeFile(join(root, 'outside'), '');
    const claims = { sha256: { '../outside': sha256(''), results: 7 } };
    for (const text of [JSON.stringify(claims), 'null', 'not JSON', '{"sha256":null}']) {
      await writeFile(join(root, 'results', 'manifest.json'), text);
      await (await prepareOutput(join(root, 'results'))).write([file('a.csv', '')]);
    }
    expect((await readdir(root)).sort()).toEqual(['outside', 'results']);
  });
});
