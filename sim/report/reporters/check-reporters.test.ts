/** A check as Markdown, JUnit and annotations, made at once and from check.json. */
import { expect, test } from 'vitest';
import { type CheckReport, checkDocument } from '../../gate/report.ts';
import { sampleCheck as check, sampleChecks as report } from '../../testing/check-reports.ts';
import { selectXml, validateJunit } from '../../testing/junit-schema.ts';
import { toJson } from '../json.ts';
import { parseCheck } from '../saved/check.ts';
import { checkAnnotations } from './annotations.ts';
import { checkJunit } from './check-junit.ts';
import { checkMarkdown } from './check-markdown.ts';
import { annotationLines } from './github.ts';

test('Markdown has the verdict first, a line for each scenario, and changed rows only', () => {
  const text = checkMarkdown(report);
  expect(text.split('\n').slice(0, 4).join('\n')).toBe(
    '# ✗ failed: bench check\n\n- ✗ worse: 5 metrics, 1 the same, 2 regressed, 1 new, 1 removed\n' +
      '- ✗ other: not comparable, as hardfork differs; 5 metrics, 1 the same, 4 others',
  );
  expect(text).toContain('| rounds/a/gas/mean | 38,712 | 38,775 | +0.16 % | ✗ regressed |');
  expect(text).toContain('| rounds/a/latencyMs/p95 | 2,000 | &gt; horizon |');
  expect(text).toContain('- hardfork: osaka, in the baseline paris');
  expect(text).not.toContain('rounds/a/submitted');
});

test('JUnit has a suite per scenario and a case per metric, and tells failures from errors', () => {
  const xml = checkJunit(report);
  validateJunit(xml);
  expect(selectXml(xml, '//testsuite/@name')).toEqual([
    'worse',
    'other',
    'new',
    'threw',
    'demanding',
    'gone',
  ]);
  const where = (kind: string) => selectXml(xml, `//${kind}/../@*`);
  expect(where('failure')).toEqual([
    ...['worse', 'rounds/a/gas/mean', 'worse', 'rounds/a/latencyMs/p95', 'worse', 'rounds/gone/submitted'],
    ...['demanding', 'run', 'gone', 'scenario'],
  ]);
  expect(where('error')).toEqual(['other', 'conditions', 'new', 'baseline', 'threw', 'run']);
  expect(where('skipped').filter((text) => text === 'other')).toHaveLength(4);
  expect(selectXml(xml, '//error').at(-1)).toBe('boom <&> "x"');
});

test('what a signal kept from its end is skipped, and the whole marked incomplete', () => {
  const unjudged = check('late', {
    exitCode: 0,
    judgement: undefined,
    findings: ['it did not come to its end'],
  });
  const stopped: CheckReport = {
    ...report,
    exitCode: 130,
    exitReason: 'interrupted',
    scenarios: [unjudged],
    obsolete: [],
  };
  const xml = checkJunit(stopped);
  validateJunit(xml);
  expect(selectXml(xml, '//skipped/@message')).toEqual(['it did not come to its end']);
  expect(checkMarkdown(stopped)).toMatch(/^# ✗ failed \(incomplete: interrupted\)/);
});

test('annotations name the scenario’s file and are ten at most', () => {
  const lines = annotationLines(checkAnnotations(report));
  expect(lines).toContain(
    '::error file=scenarios/worse.ts,title=worse::rounds/a/gas/mean regressed: 38,712 before, 38,775 now, +0.16 %25',
  );
  expect(lines).toContain('::error file=scenarios/threw.ts,title=threw::boom <&> "x"');
  expect(lines.length).toBeLessThanOrEqual(10);
});

test('check.json is enough: what is made of it is the same', () => {
  const saved = parseCheck(toJson(checkDocument(report)), 'check.json');
  for (const make of [checkMarkdown, checkJunit, checkAnnotations]) expect(make(saved)).toEqual(make(report));
  expect(saved.scenarios.map(({ exitCode }) => exitCode)).toEqual([1, 4, 4, 3, 1]);
});
