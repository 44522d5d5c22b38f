/** The audit against runs that did happen: none is called impossible, and planted contradictions are found. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../kernel/random-stream.ts';
import { randomRun, rowPrintedOf } from '../testing/caliper-report.ts';
import { type Definition, definitions } from './definition.ts';
import { type PrintedRow, printedRow } from './printed-row.ts';
import { judgeRow } from './row-audit.ts';

/** Per definition; no two definitions share a run. */
const runCount = 3_000;

const isPossible = (texts: PrintedRow, definition: Definition): boolean =>
  judgeRow(printedRow('', texts), definition).isPossible;

describe.each(definitions.map((definition) => [definition.name, definition] as const))(
  'under %s',
  (name, definition) => {
    test('no row of a run that happened is impossible', () => {
      const random = createRandom(name);
      const firstSeed = definitions.indexOf(definition) * runCount;
      const impossible: unknown[] = [];
      let count = 0;
      for (let seed = firstSeed; seed < firstSeed + runCount; seed += 1) {
        const row = rowPrintedOf(randomRun(seed), name, random);
        if (row === undefined) continue;
        count += 1;
        if (!isPossible(row, definition)) impossible.push({ seed, row });
      }
      expect(impossible).toEqual([]);
      expect(count).toBeGreaterThan(runCount * 0.9);
    });
  },
);

describe('one wrong cell in a row without failures', () => {
  const [definition] = definitions as [Definition];
  const rows = Array.from({ length: 2_000 }, (_, seed) => randomRun(seed))
    .filter((run) => run.length > 1 && run.every(({ hasFailed }) => !hasFailed))
    .map((run) => rowPrintedOf(run, 'caliper<=0.3', createRandom(1)))
    .filter((row) => row !== undefined);

  /** The share of rows that become impossible, in percent, of those that the factor changes at all. */
  const caughtPercent = (column: number, factor: number): number => {
    const changed = rows.flatMap((row) => {
      const text = row[column] as string;
      const wrong = (Number(text) * factor).toFixed(text.split('.')[1]?.length ?? 0);
      return wrong === text
        ? []
        : [row.map((cell, index) => (index === column ? wrong : cell)) as unknown as PrintedRow];
    });
    const caught = changed.filter((row) => !isPossible(row, definition));
    return (100 * caught.length) / changed.length;
  };

  // Halved, half as much again, doubled. That an average or a minimum is mostly not found out is why a pass proves little.
  test.each([
    ['throughput', 6, [99, 80, 99]],
    ['send rate', 2, [70, 75, 80]],
    ['maximum delay', 3, [79, 25, 40]],
    ['average delay', 5, [25, 25, 50]],
    ['minimum delay', 4, [5, 50, 40]],
  ] as const)('%s: found in as many percent of rows at least', (_name, column, floors) => {
    for (const [index, factor] of [0.5, 1.5, 2].entries())
      expect(caughtPercent(column, factor)).toBeGreaterThan(floors[index] as number);
  });
});
