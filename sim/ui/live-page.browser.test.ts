/** The live page in a real browser, with a real run behind it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder } from '../testing/bench-process.ts';
import { createVisitor, hasBrowser } from '../testing/browser.ts';

const { folder, bench, scenario } = createBenchFolder();
const visit = createVisitor();

/** A scenario that tells which process runs it, so that it can be sent a signal. */
const told = (name: string, round: string): string => {
  const file = scenario(name, { round });
  const path = join(folder, file);
  writeFileSync(
    path,
    `import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));\n${readFileSync(path, 'utf8')}`,
  );
  return file;
};
const interrupt = (): void => void process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGINT');

describe.skipIf(!hasBrowser)('the live page (left out where there is no Chromium)', () => {
  test('shows a run that goes on without a complaint, in the light and in the dark', async () => {
    const file = told('long', 'txCount: 100_000, rate: fixedRate(200)');
    const seen: unknown[] = [];
    const look = async (stderr: string): Promise<void> => {
      const url = /http\S+/.exec(stderr)?.[0] ?? '';
      for (const scheme of ['light', 'dark'] as const) {
        const { page, complaints, faults } = await visit(url, scheme);
        await page.waitForSelector('polyline.curve-1[points*=" "]');
        const sent = await page.locator('[data-live="submitted-0"]').textContent();
        seen.push({
          complaints: [...complaints],
          faults: await faults(),
          isSent: Number(sent?.replaceAll(',', '')) > 0,
        });
      }
      interrupt();
    };
    const { exitCode } = await bench(`run ${file} --ui --quiet`, {
      steps: [[/the run is at http\S+\n/, look]],
    });
    const fine = { complaints: [], faults: [], isSent: true };
    expect({ exitCode, seen }).toEqual({ exitCode: 130, seen: [fine, fine] });
  });
});
