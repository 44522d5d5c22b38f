/** What was written as CSV is read back as the same rows, whatever labels and errors say. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { blocksOfLog, type PlotRows, rowsOfRecords } from '../../plot/rows.ts';
import { sampleRun } from '../../testing/sample-picture.ts';
import { blocksCsv, transactionsCsv } from '../csv/csv.ts';
import { savedFiles } from './file.ts';
import { readBlocks, readRows } from './rows-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Written to disk, and read from there in pieces of a megabyte. */
const write = (name: string, pieces: Iterable<string>) => {
  writeFileSync(join(folder, name), [...pieces].join(''));
  return [name, savedFiles(folder)(name) as Iterable<string>] as const;
};

const allOf = (rows: PlotRows) => ({
  rounds: [0, 1, 2].map(rows.roundRows),
  rows: Array.from({ length: rows.rowCount() }, (_, row) => [
    rows.label(row),
    rows.status(row),
    rows.intendedMs(row),
    rows.submittedMs(row),
    rows.finalMs(row),
  ]),
});

const text = fc.oneof(
  fc.constantFrom('plain', 'a,b', '"', 'two\nlines', '\r\n', ' edge ', '測試 ü'),
  fc.string({ maxLength: 8 }),
);
const event = fc.record({
  intendedMs: fc.integer({ min: 0, max: 10_000_000 }).map((us) => us / 1000),
  delayMs: fc.option(
    fc.integer({ min: 0, max: 10_000_000 }).map((us) => us / 1000),
    { nil: undefined },
  ),
  label: text,
  error: fc.option(text, { nil: undefined }),
});

test('readRows(transactionsCsv(records)) = the records as plots see them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(event, { maxLength: 5 }), { minLength: 2, maxLength: 2 }),
      async (rounds) => {
        const { records } = sampleRun(rounds);
        const file = write('transactions.csv', transactionsCsv(records));
        expect(allOf(await readRows(...file))).toEqual(allOf(rowsOfRecords(records)));
      },
    ),
    { numRuns: 60 },
  );
});

test('a quote after a megabyte of plain lines changes nothing of what is before or behind it', async () => {
  const events = Array.from({ length: 12_000 }, (_, index) => ({
    intendedMs: index,
    delayMs: 7,
    label: index === 9_000 ? 'a "quoted", label\nof two lines' : 'plain',
  }));
  const { records } = sampleRun([events]);
  const file = write('long.csv', transactionsCsv(records));
  // As texts: a matcher would take seconds for so many.
  const [read, recorded] = [await readRows(...file), rowsOfRecords(records)].map((rows) =>
    JSON.stringify(allOf(rows)),
  );
  expect(read === recorded).toBe(true);
  expect(read).toContain('9000,9007');
});

test('readBlocks(blocksCsv(blocks)) = the blocks as plots see them', async () => {
  const { blocks } = sampleRun([[]]);
  expect(await readBlocks(...write('blocks.csv', blocksCsv(blocks)))).toEqual(blocksOfLog(blocks));
});

test('what cannot be read is told with its file', async () => {
  const broken = write('broken.csv', ['round,label,status\n', 'x,y,succeeded\n']);
  await expect(readRows(...broken)).rejects.toMatchObject({
    code: 'ROWS_UNREADABLE',
    exitCode: 2,
    file: 'broken.csv',
  });
  const halved = write('halved.csv', ['round,label\n', '0,"never closed\n']);
  await expect(readRows(...halved)).rejects.toMatchObject({ code: 'ROWS_UNREADABLE' });
});
