/** The live pages of studies and of replications in a real browser, with real runs behind them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, type Step } from '../testing/bench-process.ts';
import { createVisitor, hasBrowser, patiently } from '../testing/browser.ts';

const { folder, bench, scenario } = createBenchFolder();
const visit = createVisitor();
const at = (path: string): string => join(folder, path);

/** The file tells which process evaluates it, so that it can be sent a signal; threads of that process have its number. */
const told = (file: string): string => {
  const note = `import { writeFileSync } from 'node:fs';\nwriteFileSync('${file}.pid', String(process.pid));\n`;
  writeFileSync(at(file), note + readFileSync(at(file), 'utf8'));
  return file;
};

/** Looks at what the command serves, then ends it. */
const looking = (file: string, shown: RegExp, look: (url: string) => Promise<void>): Step => [
  shown,
  (stderr) =>
    look(/http\S+/.exec(stderr)?.[0] ?? '').finally(() =>
      process.kill(Number(readFileSync(at(`${file}.pid`), 'utf8')), 'SIGINT'),
    ),
];

const isServed = /the run is at http\S+\n/;

const study = (name: string, rate: number): string => {
  const text = `import { defineStudy, fixedRate } from 'chronobench';
const one = { id: 'one', title: 'The first', question: 'Is it one?', run: async () => ({ tables: [], findings: ['It is one.'] }) };
const two = { id: 'two', title: 'The second', question: 'How long?', run: async ({ simulate }) => {
  await simulate({ accounts: { user: 2 }, rounds: [{ label: 'pay', txCount: ${rate}, rate: fixedRate(100),
    workload: ({ account, send }) => send({ from: account('user', 0), to: account('user', 1), valueWei: 1n }) }],
  }, { label: 'paying', chain: 'instant' });
  return { tables: [], findings: ['Long.'] };
} };
export default defineStudy({ name: '${name}', title: 'A study', source: 'Nobody', claimed: ['Nothing.'], unknown: [], experiments: [one, two] });\n`;
  writeFileSync(at(`${name}.ts`), text);
  return told(`${name}.ts`);
};

describe.skipIf(!hasBrowser)('in a browser (left out where there is no Chromium)', patiently, () => {
  test('a study shows which experiment goes on, what others found, and the curves of its run', async () => {
    const file = study('long', 1_000_000);
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      const { page, complaints, faults } = await visit(url, 'dark');
      await page.waitForSelector('polyline.curve-1[points*=" "]');
      const rows = await page.locator('tbody tr').allInnerTexts();
      const activity = await page.locator('[data-live="activity"]').innerText();
      seen.push({ complaints: [...complaints], faults: await faults(), rows, activity });
    };
    const steps = [looking(file, isServed, look)];
    const { exitCode } = await bench(`run ${file} --ui --quiet`, { steps });
    const rows = ['one\tThe first\tdone\tIt is one.', 'two\tThe second\trunning\t'];
    const fine = { complaints: [], faults: [], rows, activity: 'two: paying' };
    expect({ exitCode, seen }).toEqual({ exitCode: 130, seen: [fine] });
  });

  test('the report takes the place of a study that is over, and a changed file runs it again', async () => {
    const file = study('short', 10);
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      const { page, complaints, faults } = await visit(url);
      await page.locator('h2', { hasText: 'What was measured here' }).waitFor();
      seen.push({ complaints: [...complaints], faults: await faults() });
      writeFileSync(at(file), readFileSync(at(file), 'utf8').replace("['Long.']", "['Short.']"));
      await page.locator('li', { hasText: 'Short.' }).waitFor();
      seen.push([...complaints]);
    };
    const steps = [looking(file, /watching \d+ files/, look)];
    const { exitCode } = await bench(`run ${file} --ui --watch --quiet`, { steps });
    expect({ exitCode, seen }).toEqual({ exitCode: 0, seen: [{ complaints: [], faults: [] }, []] });
  });

  test('replications show how many are done and how their intervals narrow', async () => {
    const file = scenario('many', { round: 'txCount: 50, rate: poissonRate(100)' });
    writeFileSync(at(file), readFileSync(at(file), 'utf8').replace('{ define', '{ poissonRate, define'));
    told(file);
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      const { page, complaints, faults } = await visit(url, 'light');
      await page.waitForSelector('polyline.curve-1[points*=" "]');
      const progress = await page.locator('[data-live="progress"]').innerText();
      const latency = await page.locator('[data-live="latencyMs.mean-0"]').innerText();
      seen.push({ complaints: [...complaints], faults: await faults(), progress, latency });
    };
    const steps = [looking(file, isServed, look)];
    const { exitCode } = await bench(`run ${file} --ui --quiet --replications 10000`, { steps });
    const progress = expect.stringMatching(/^\d+ of 10,000 replications done$/);
    const latency = expect.stringMatching(/^[\d.]+ ± [\d.]+$/);
    const fine = { complaints: [], faults: [], progress, latency };
    expect({ exitCode, seen }).toEqual({ exitCode: 130, seen: [fine] });
  });

  test('the report takes the place of replications that are over', async () => {
    const file = told(scenario('few'));
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      const { page, complaints, faults } = await visit(url);
      const verdict = await page.locator('.verdict').innerText();
      seen.push({ complaints: [...complaints], faults: await faults(), verdict });
    };
    const steps = [looking(file, /stays there until Ctrl-C/, look)];
    const { exitCode } = await bench(`run ${file} --ui --quiet --replications 3`, { steps });
    const verdict = expect.stringMatching(/passed: 3 replications/);
    expect({ exitCode, seen }).toEqual({ exitCode: 0, seen: [{ complaints: [], faults: [], verdict }] });
  });
});
