import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { comparisonRows, prototypeRows, snapshotsUnder } from './readme-tables.ts';

const lines = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split('\n');
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const tableAfter = (heading: string): string[][] => {
  const start = lines.findIndex((line) => line.startsWith(`| ${heading}`));
  const rest = lines.slice(start + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cellsOf);
};

it('quotes the snapshots in its comparison of the four contracts', () => {
  expect(tableAfter('gas, or as stated')).toEqual(comparisonRows());
});

it('quotes the snapshots beside the figures of the prototype', () => {
  expect(tableAfter('against the prototype')).toEqual(prototypeRows());
});

it('says rightly that the rules of Osaka charge what those of Cancun do', () => {
  expect(snapshotsUnder('osaka')).toEqual(snapshotsUnder('cancun'));
});
