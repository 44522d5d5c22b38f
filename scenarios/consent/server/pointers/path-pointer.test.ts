import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { realPathOf } from './path-pointer.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chronobench-path-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = join(folder, 'records');
mkdirSync(join(root, 'ward'), { recursive: true });
writeFileSync(join(root, 'ward', 'a.json'), '{}');
writeFileSync(join(folder, 'secret'), 'secret');
symlinkSync(join(folder, 'secret'), join(root, 'link'));
symlinkSync(folder, join(root, 'up'));
symlinkSync(join(root, 'ward'), join(root, 'here'));
symlinkSync('loop', join(root, 'loop'));

const at = (...names: string[]) => realPathOf({ kind: 'path', root, names });

test('a file below the root is found, also through a link that stays there', async () => {
  expect(await at('ward', 'a.json')).toBe(join(root, 'ward', 'a.json'));
  expect(await at('here', 'a.json')).toBe(join(root, 'ward', 'a.json'));
});

test('a link that leads out of the root is followed by nobody', async () => {
  expect(await at('link')).toBeUndefined();
  expect(await at('up', 'secret')).toBeUndefined();
});

test('what is not there, or goes round in circles, is nothing', async () => {
  expect(await at('nothing')).toBeUndefined();
  expect(await at('ward', 'a.json', 'b')).toBeUndefined();
  expect(await at('loop')).toBeUndefined();
});
