import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { fakeAudit, fakeExperiment, fakeFindings, fakeStudy } from '../study/fake-study.ts';
import { publishedRows } from '../study/published.ts';
import { createStudyResult, type StudyResult } from '../study/result.ts';
import { experimentCsv } from './csv/study-csv.ts';
import { renderStudyPage } from './html/study-page.ts';
import { studyFiles } from './study-files.ts';
import { studyPage } from './study-page.ts';
import { studyReport } from './terminal/study.ts';

const { run: _, ...experiment } = fakeExperiment('E1');
const result = (exitReason: StudyResult['exitReason'] = 'completed'): StudyResult =>
  createStudyResult(
    fakeStudy([]),
    { seed: 7, fingerprint: {}, exitReason },
    {
      experiments: [{ ...experiment, ...fakeFindings }],
      published: publishedRows(fakeAudit, 'caliper<=0.3'),
      failure: undefined,
    },
  );

test('the CSV of an experiment names each row’s table, has every column once, and leaves what is not empty', () => {
  expect([...experimentCsv(fakeFindings)].join('')).toBe(
    [
      'table,row,delay_s,count',
      'first,"a|b, ""1.5""",1.5,',
      'first,"a|b, ""NaN""",,',
      'second,c,,1234',
      '',
    ].join('\n'),
  );
});

test('a study has a CSV and a JSON file for each experiment, a page, the whole, and the environment', () => {
  const files = studyFiles(result(), { machine: 'any' });
  expect(files.map(({ name }) => name)).toEqual([
    'result.json',
    'fake.md',
    'E1.csv',
    'E1.json',
    'environment.json',
  ]);
  const json = files.find(({ name }) => name === 'E1.json');
  expect(JSON.parse([...(json?.pieces ?? [])].join(''))).toMatchObject({
    study: 'fake',
    seed: 7,
    id: 'E1',
    tables: [{ id: 'first', rows: [{ delay_s: 1.5 }, { delay_s: null }] }, { id: 'second' }],
  });
});

test('a study that examines no publication has no headings with nothing beneath, on either page', async () => {
  const { published: _none, ...own } = fakeStudy([]);
  const result = createStudyResult(
    { ...own, claimed: [], unknown: [] },
    { seed: 7, fingerprint: {}, exitReason: 'completed' },
    { experiments: [{ ...experiment, ...fakeFindings }], published: [], failure: undefined },
  );
  expect(studyPage(result).match(/^## .*/gm)).toEqual(['## What was measured here']);
  const page = await renderStudyPage(result);
  expect(page.match(/<h2>[^<]*/g)).toEqual(['<h2>What was measured here']);
  expect(page.match(/href="#[a-z]*"/g)).toEqual(['href="#measured"']);
});

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'tel-non-breaking': 'off', 'doctype-style': 'off' },
});

describe('the page', () => {
  const page = studyPage(result());

  test('tells what was claimed, measured, impossible and unknown, in this order', () => {
    expect(page.match(/^#+ .*$/gm)).toEqual([
      '# A fake study',
      '## What was claimed',
      '## What was measured here',
      '### E1: Title of E1',
      '## What is impossible',
      '## What is unknown',
    ]);
    expect(page).toContain('\n- The rest.\n');
  });

  test('has tables that bars do not break, numbers rounded and flush right', () => {
    expect(page).toContain(
      [
        '**First**',
        '',
        '| Row | Delay /s |',
        '| --- | ---: |',
        '| a\\|b, "1.5" | 1.50 |',
        '| a\\|b, "NaN" | – |',
      ].join('\n'),
    );
    expect(page).toContain('**Second** (in passing)\n\n| Row | Count |\n| --- | ---: |\n| c | 1,234 |');
  });

  test('says what no run can have printed, why, and what one cell would have to be', () => {
    expect(page).toContain('1 of 2 published rows contradict themselves under caliper<=0.3');
    expect(page).toContain('- C1: m ≤ a ≤ M');
    expect(page).toMatch(/^\| T1\.2 \| impossible \|.* 8\.01–8\.97 \|/m);
    expect(page).toContain('Max Delay alone, printed wrong. It is no proof of a cause.');
  });

  test('says so when experiments are missing', () => {
    expect(studyPage(result('interrupted'))).toContain('This run ended early (interrupted)');
    expect(page).not.toContain('ended early');
  });
});

describe('the page with plots', () => {
  test('says what Markdown says, tables and findings and all, as valid HTML', async () => {
    const html = await renderStudyPage(result());
    for (const text of [
      '1 of 2 published rows contradict themselves under caliper&lt;=0.3',
      'C1: m ≤ a ≤ M',
      '8.01–8.97',
    ])
      expect(html).toContain(text);
    const { results } = await validator.validateString(html);
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([]);
  });

  test('shows experiments as they are, whatever their texts are, and says so when some are missing', async () => {
    const hostile = '<script>alert(1)</script>';
    const html = await renderStudyPage({ ...result('interrupted'), title: hostile, unknown: [hostile] });
    expect(html).not.toContain('<script>');
    expect(html).toContain('This run ended early (interrupted)');
  });
});

describe('the terminal', () => {
  test('shows question, tables and findings, and ends with the verdict', () => {
    const lines = studyReport(result(), { color: false, notes: ['files are there'] }).split('\n');
    expect(lines).toContain('E1  Title of E1');
    expect(lines).toContain('Question of E1?');
    expect(lines).toContain('→ The main thing.');
    expect(lines.slice(-3)).toEqual([
      'files are there',
      'audit: no run can have printed 1 of 2 published rows under caliper<=0.3, and 1 of them under no definition at all: a finding, no failure',
      '✓ done: 1 experiment',
    ]);
  });

  test('ends with a cross when experiments are missing', () => {
    const text = studyReport(result('failed'), { color: false, notes: [] });
    expect(text.split('\n').at(-1)).toBe('✗ failed (incomplete): after 1 experiment');
  });
});
