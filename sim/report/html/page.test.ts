/** The page is valid, asks for nothing, and says no more than its text, whatever a label says. */
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import { runReportOf } from '../../cli/report/run-report.ts';
import type { RunResult } from '../../measure/result.ts';
import type { SampleEvent } from '../../measure/sample-round.ts';
import { createRenderer, type Renderer } from '../../plot/render.ts';
import { blocksOfLog, rowsOfRecords } from '../../plot/rows.ts';
import { noRows } from '../../testing/run-reports.ts';
import { sampleRun } from '../../testing/sample-picture.ts';
import { wordsOf as wordsOfReport } from '../reporters/run-html.ts';
import { element, escaped, join } from './markup.ts';
import { renderPage } from './page.ts';

let render: Renderer;
beforeAll(async () => {
  render = await createRenderer();
});

const wordsOf = (result: RunResult) => wordsOfReport(runReportOf(result, noRows));

const hostile = `<img src=x onerror="alert('1')"> </script></title> & \u0000\u001b[31m`;

const pageOf = (events: readonly SampleEvent[], label = 'GetMS') => {
  const { result, records, blocks } = sampleRun([events], label);
  const picture = { result, rows: rowsOfRecords(records), blocks: blocksOfLog(blocks) };
  return renderPage({ ...picture, ...wordsOf(result) }, render);
};

const eventsOf = (label: string): SampleEvent[] =>
  Array.from({ length: 50 }, (_, index) => ({
    intendedMs: index * 20,
    delayMs: index === 49 ? undefined : 100 + index,
    label: index % 2 === 0 ? label : 'other',
    ...(index === 7 ? { error: label } : {}),
  }));

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'tel-non-breaking': 'off', 'no-inline-style': 'error', 'doctype-style': 'off' },
});

describe('renderPage', () => {
  it('is valid and accessible HTML, with a hostile label everywhere', async () => {
    const { results } = await validator.validateString(await pageOf(eventsOf(hostile), hostile));
    expect(
      results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => ({ ruleId, message, line })),
      ),
    ).toEqual([]);
  });

  it('asks for nothing: no script, no address, no handler, a policy that forbids all', async () => {
    const page = await pageOf(eventsOf(hostile), hostile);
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:`,
    );
    const tags = page.match(/<[a-zA-Z/!][^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<(script|img|link|iframe|object)\b/i.test(tag))).toEqual([]);
    expect(tags.filter((tag) => / (on\w+|src|style)=/i.test(tag))).toEqual([]);
    const addresses = tags.flatMap((tag) =>
      [...tag.matchAll(/(?:href|xmlns)="([^"]*)"/g)].map(([, to]) => to),
    );
    expect(new Set(addresses.map((to) => to?.replace(/^#.*/, '#')))).toEqual(
      new Set(['#', 'http://www.w3.org/2000/svg']),
    );
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('has headings in order, a language, and a table behind each picture', async () => {
    const page = await pageOf(eventsOf('a'));
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] as number) + 1)).toBe(
      true,
    );
    const count = (pattern: RegExp): number => [...page.matchAll(pattern)].length;
    expect(count(/<svg role="img" aria-labelledby=/g)).toBe(6);
    expect(count(/<summary>The figures of this plot/g)).toBe(6);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells the verdict and why, pending ones, and the figures of the paper’s columns', async () => {
    const page = await pageOf(eventsOf('a'));
    expect(page).toContain('<strong>✗ failed</strong>: 50 submitted, 48 succeeded, 1 failed, 1 pending');
    expect(page).toContain('GetMS: 1 of 50 failed');
    expect(page).toContain('1 still pending when the round ended');
    expect(page).toContain('&gt; horizon');
  });

  it('is built of a run that has only begun, and of one without a row', async () => {
    const { result, records } = sampleRun([eventsOf('a')]);
    const begun = { ...result, rounds: [] };
    const words = { ...wordsOf(begun), verdict: 'running' as const };
    const page = await renderPage(
      { result: begun, rows: rowsOfRecords(records), blocks: [], ...words },
      render,
    );
    expect(page).toContain('<strong>… running</strong>');
    expect(page).toContain('id="latency-ecdf"');
    expect(await pageOf([])).toContain('0 submitted');
  });

  it('gives the same bytes again', async () => {
    expect(await pageOf(eventsOf('a'))).toBe(await pageOf(eventsOf('a')));
  });

  it('stays below half a megabyte with eight labels and 10,000 rows', async () => {
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      intendedMs: index * 3,
      delayMs: 100 + ((index * 7919) % 9973) / 7,
      label: `label ${index % 8}`,
    }));
    expect((await pageOf(events)).length).toBeLessThan(500_000);
  });
});

describe('element', () => {
  const named = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" } as const;

  /** Code units of any kind, halves of pairs too, and often those that mean something in HTML. */
  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(...'<>&"\'\0\n;#'),
        fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
      ),
    )
    .map((units) => units.join(''));
  const forbidden = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

  it('a text stays a text: nothing of it is markup, and all of it can be read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [, attribute, content] =
          /^<td title="([^"]*)">([^<]*)<\/td>$/.exec(join(element('td', { title: text }, text))) ?? [];
        expect(attribute).toBe(content);
        expect(content).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        const read = content?.replace(/&[^;]+;/g, (entity) => named[entity as keyof typeof named]);
        const shown = text.toWellFormed().replace(forbidden, '\uFFFD');
        expect(read).toBe(shown);
      }),
    );
  });

  it('escapes what attackers try', () => {
    expect(escaped(hostile)).toBe(
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &lt;/script&gt;&lt;/title&gt; &amp; \uFFFD\uFFFD[31m',
    );
  });
});
