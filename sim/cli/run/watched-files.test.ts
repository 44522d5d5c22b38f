import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { changedSince, snapshot, sourcesOf } from './watched-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const write = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

test('a scenario brings what it imports, a contract what it imports, and a project file its place even before it is there', async () => {
  write('part.ts', 'export const part = 1;');
  const scenario = write('scenario.ts', "import { part } from './part.ts';\nexport default { part };");
  write('Base.sol', 'contract Base {}');
  const contract = write('Top.sol', 'import "./Base.sol";\ncontract Top is Base {}');
  const files = await sourcesOf({ scenario: [scenario], config: at('bench.config.ts') }, [contract]);
  expect(new Set(files)).toEqual(
    new Set(['scenario.ts', 'part.ts', 'bench.config.ts', 'Top.sol', 'Base.sol'].map(at)),
  );
});

test('a file that is written, replaced, removed or made is one that has changed', () => {
  const kept = write('kept.ts', '1');
  const changes: readonly (readonly [string, () => void])[] = [
    [write('written.ts', '1'), () => write('written.ts', '12')],
    [write('replaced.ts', '1'), () => renameSync(write('other.ts', '2'), at('replaced.ts'))],
    [write('removed.ts', '1'), () => rmSync(at('removed.ts'))],
    [at('made.ts'), () => write('made.ts', '1')],
  ];
  for (const [path, change] of changes) {
    const before = snapshot([kept, path]);
    expect(changedSince(before)).toBeUndefined();
    change();
    expect(changedSince(before)).toBe(path);
  }
});
