/** The live page and the report in a real browser, with real runs behind them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, type Step } from '../testing/bench-process.ts';
import { createVisitor, hasBrowser, patiently } from '../testing/browser.ts';

const { folder, bench, scenario } = createBenchFolder();
const visit = createVisitor();
const schemes = ['light', 'dark'] as const;

/** A scenario that tells which process runs it, so that it can be sent a signal. */
const told = (name: string, round: string): string => {
  const file = scenario(name, { round });
  const path = join(folder, file);
  const note = "import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));\n";
  writeFileSync(path, note + readFileSync(path, 'utf8'));
  return file;
};
const interrupt = (): void => void process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGINT');

/** Looks at what the command serves, then ends it. */
const looking = (shown: RegExp, look: (url: string) => Promise<void>): Step => [
  shown,
  async (stderr) => {
    await look(/http\S+/.exec(stderr)?.[0] ?? '').finally(interrupt);
  },
];

describe.skipIf(!hasBrowser)('in a browser (left out where there is no Chromium)', patiently, () => {
  test('a run that goes on shows itself without a complaint, in the light and in the dark', async () => {
    const file = told('long', 'txCount: 100_000, rate: fixedRate(200)');
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      for (const scheme of schemes) {
        const { page, complaints, faults } = await visit(url, scheme);
        await page.waitForSelector('polyline.curve-1[points*=" "]');
        const sent = await page.locator('[data-live="submitted-0"]').textContent();
        const isSent = Number(sent?.replaceAll(',', '')) > 0;
        seen.push({ complaints: [...complaints], faults: await faults(), isSent });
      }
    };
    const steps = [looking(/the run is at http\S+\n/, look)];
    const { exitCode } = await bench(`run ${file} --ui --quiet`, { steps });
    const fine = { complaints: [], faults: [], isSent: true };
    expect({ exitCode, seen }).toEqual({ exitCode: 130, seen: [fine, fine] });
  });

  test('the report takes the place of a run that is over, and a changed file runs again before the visitor’s eyes', async () => {
    const file = told('short', 'txCount: 10, rate: fixedRate(100)');
    const seen: unknown[] = [];
    const look = async (url: string): Promise<void> => {
      const { page, complaints, faults } = await visit(url);
      seen.push({
        complaints: [...complaints],
        faults: await faults(),
        verdict: await page.locator('.verdict').innerText(),
      });
      const path = join(folder, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace('txCount: 10,', 'txCount: 12,'));
      await page.locator('.verdict', { hasText: '12 submitted' }).waitFor();
      seen.push([...complaints]);
    };
    const { exitCode } = await bench(`run ${file} --ui --watch --quiet`, {
      steps: [looking(/watching \d+ files/, look)],
    });
    expect(seen).toEqual([
      { complaints: [], faults: [], verdict: expect.stringMatching(/passed: 10 submitted, 10 succeeded/) },
      [],
    ]);
    expect(exitCode).toBe(0);
  });

  test('report.html opens from disk, asks for nothing, and keeps nobody out', async () => {
    await bench(
      `run ${scenario('page', { round: 'txCount: 50, rate: fixedRate(100)' })} --quiet --reporter html`,
    );
    const url = pathToFileURL(join(folder, 'results/page/report.html')).href;
    for (const scheme of schemes) {
      const { page, complaints, faults } = await visit(url, scheme);
      expect(await page.title()).toBe('page – chronobench');
      expect(await page.locator('figure svg').count()).toBeGreaterThanOrEqual(5);
      expect({ complaints, faults: await faults() }).toEqual({ complaints: [], faults: [] });
    }
  });
});
