/** The control group: rows that users of Caliper posted in its issue tracker, each with the issue it is from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditTables } from './audit.ts';
import { readTables } from './reading/read-tables.ts';

const file = join(import.meta.dirname, 'fixtures/caliper-genuine-rows.csv');
const tables = readTables({ name: file, text: readFileSync(file, 'utf8') });
const report = auditTables(tables, 'auto');

const impossibleUnder = (name: string): readonly string[] =>
  report.byDefinition
    .filter(({ definition }) => definition.name === name)
    .flatMap((audit) => audit.tables.flatMap(({ rows }) => rows))
    .filter(({ isPossible }) => !isPossible)
    .map(({ row }) => row.label);

test('every genuine row is possible, all of them under one definition', () => {
  expect(report.byDefinition[0]?.rowCount).toBe(9);
  expect(report.surviving).toEqual(['caliper>=0.4', 'caliper-prometheus']);
});

test('the rows with failures, and they alone, tell that throughput counts failures', () => {
  const withFailures = tables
    .flatMap(({ rows }) => rows)
    .filter(({ cells }) => typeof cells.failures !== 'string' && cells.failures.text !== '0')
    .map(({ label }) => label);
  expect(withFailures).toEqual(['15 tps', '20 tps', '30 tps', '40 tps']);
  expect(impossibleUnder('caliper<=0.3')).toEqual(withFailures);
});
