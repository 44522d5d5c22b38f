/** A row from the texts of its cells, for tables that need no reading from a file: our own, and those of tests. */
import { exactly } from './interval.ts';
import { parsePrinted } from './printed.ts';
import type { Cell, TableRow } from './table.ts';

/** In the order of the usual table: successes, failures, send rate, maximum, minimum, average delay, throughput. */
export type PrintedRow = readonly [string, string, string, string, string, string, string];

export const printedRow = (label: string, texts: PrintedRow): TableRow => {
  const [successes, failures, send, maximum, minimum, average, throughput] = texts;
  return {
    place: { line: 1, column: 1 },
    label,
    cells: {
      successes: count(successes),
      failures: count(failures),
      sendRateTps: cell(send),
      maxDelayS: cell(maximum),
      minDelayS: cell(minimum),
      avgDelayS: cell(average),
      throughputTps: cell(throughput),
    },
  };
};

const cell = (text: string): Cell => {
  if (text === 'Infinity') return 'infinite';
  const value = parsePrinted(text);
  return value === undefined ? 'absent' : { text, value };
};

const count = (text: string): Cell =>
  /^\d+$/.test(text) ? { text, value: exactly(Number(text)) } : cell(text);
