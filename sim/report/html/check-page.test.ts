/** The page of a check is valid, asks for nothing, keeps nobody out, and says what the other reports of it say. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVisitor, hasBrowser } from '../../testing/browser.ts';
import { sampleCheck, sampleChecks } from '../../testing/check-reports.ts';
import { renderCheckPage } from './check-page.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'tel-non-breaking': 'off', 'no-inline-style': 'error', 'doctype-style': 'off' },
});

let page = '';
beforeAll(async () => {
  page = await renderCheckPage(sampleChecks);
});

describe('renderCheckPage', () => {
  it('is valid and accessible HTML, with a hostile label in it', async () => {
    const { results } = await validator.validateString(page);
    expect(results.flatMap(({ messages }) => messages.map(({ message, line }) => [line, message]))).toEqual(
      [],
    );
    expect(page).not.toContain('<img');
  });

  it('has the verdict first, a line for each scenario, and of each what changed with its picture and its figures', () => {
    expect(page).toMatch(/✗ failed<\/strong>: worse, other, new, threw, demanding, gone, of 5 scenarios/);
    expect(page).toContain('<td>✗ not comparable</td>');
    expect(page).toContain('<td>✗ the run failed</td>');
    expect(page).toContain('<h3>worse: Difference from the baseline</h3>');
    expect(page.match(/<svg role="img"/g)).toHaveLength(page.match(/The figures of this plot/g)?.length ?? 0);
    expect(page).toContain('<td class="number">+0.16 %</td>');
    expect(page).toContain('hardfork: osaka, in the baseline paris');
    expect(page).toContain('boom &lt;&amp;&gt; &quot;x&quot;');
  });

  it('says so where nothing changed, and loads no Vega for it', async () => {
    const passed = sampleCheck('fine', { exitCode: 0, judgement: undefined });
    const text = await renderCheckPage({
      ...{ verdict: 'passed', exitCode: 0, exitReason: 'completed', demand: 'strict' },
      ...{ scenarios: [passed], obsolete: [] },
    });
    expect(text).toMatch(/✓ passed<\/strong>: 1 scenario</);
    expect(text).toContain('<h2>What changed</h2><p>Nothing.</p>');
  });
});

describe.skipIf(!hasBrowser)('in a browser (left out where there is no Chromium)', () => {
  const visit = createVisitor();
  const folder = mkdtempSync(join(tmpdir(), 'chronobench-check-page-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['light', 'dark'] as const)('opens from disk in the %s without a complaint', async (scheme) => {
    const path = join(folder, 'report.html');
    writeFileSync(path, page);
    const { complaints, faults } = await visit(pathToFileURL(path).href, scheme);
    expect({ complaints, faults: await faults() }).toEqual({ complaints: [], faults: [] });
  });
});
