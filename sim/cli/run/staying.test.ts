/** Commands that stay, as processes: what they do when files change, when they are wrong, and when they are told to go. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBenchFolder, type Step } from '../../testing/bench-process.ts';

const { folder, bench, scenario } = createBenchFolder();
const waiting = /watching \d+ files/;

/** Ends the command at the end of its steps: Ctrl-C goes to the whole group, so to the process itself. */
const leave: Step = [waiting, () => interruptAll()];
const interruptAll = (): void => {
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  process.kill(pid, 'SIGINT');
};

/** The scenario writes which process evaluates it. */
const watched = (name: string): string => {
  const file = scenario(name);
  const path = join(folder, file);
  const note = "import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));\n";
  writeFileSync(path, note + readFileSync(path, 'utf8'));
  return file;
};
const change = (name: string, from: string, to: string): void => {
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

/** Resolves when the page of the run has been told of its first sample; an older page is loaded anew, as browsers do. */
const firstSample = async (stderr: string): Promise<void> => {
  const url = /http\S+/.exec(stderr)?.[0] ?? '';
  for (;;) {
    const [, version] = /data-version="(\d+)"/.exec(await (await fetch(url)).text()) ?? [];
    const told = await listen(`${url}events?version=${version}`, 'event: sample');
    if (told.includes('event: sample')) return;
  }
};

/** What a stream tells until this is in it, or it ends. */
const listen = async (url: string, until: string): Promise<string> => {
  let text = '';
  for await (const chunk of (await fetch(url)).body as ReadableStream<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    if (text.includes(until)) break;
  }
  return text;
};

test('--watch runs again when the scenario or a contract changes, waits while either is broken, and ends with the last exit code', async () => {
  const file = watched('watched');
  const { exitCode, stdout, stderr } = await bench(`run ${file} --watch`, {
    steps: [
      [waiting, () => change(file, 'txCount: 10', 'txCount: 12')],
      [waiting, () => change('Store.sol', 'function set', 'functio set')],
      [waiting, () => change('Store.sol', 'functio set', 'function set')],
      [waiting, () => change(file, 'BigInt(index)', "'x'")],
      leave,
    ],
  });
  expect(stdout.match(/(?<=✓ passed: )\d+ submitted/g)).toEqual([
    '10 submitted',
    '12 submitted',
    '12 submitted',
  ]);
  expect(stderr).toMatch(/Store\.sol has changed\nbench: .*Store\.sol does not compile/);
  expect(stderr).toMatch(/watched\.ts has changed\n.*the arguments do not fit/s);
  expect([exitCode, stderr]).toEqual([3, expect.not.stringContaining('    at ')]);
});

test('--watch does not wait for a scenario that is not there', async () => {
  const { exitCode, stderr } = await bench('run nowhere.ts --watch');
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('there is no file nowhere.ts')]);
});

test('Ctrl-C while a watched run goes on stops it, writes what there is, and ends with 130', async () => {
  const file = watched('endless');
  change(file, 'txCount: 10, rate: fixedRate(100)', 'txCount: 100_000, rate: fixedRate(100)');
  const { exitCode } = await bench(`run ${file} --watch --ui`, {
    steps: [[/the run is at http\S+\n/, (stderr) => firstSample(stderr).then(interruptAll)]],
  });
  expect(exitCode).toBe(130);
  expect(JSON.parse(readFileSync(join(folder, 'results/endless/result.json'), 'utf8')).exitReason).toBe(
    'interrupted',
  );
});
