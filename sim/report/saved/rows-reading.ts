/**
 * transactions.csv and blocks.csv read back as what plots are drawn from, as a stream, since a file may have a million lines.
 *
 * Lines that quote nothing are taken apart at their commas; where the first quote comes, csv-parse takes over, to the end. It is
 * the rule by which the file was written. (Measured: a million lines in 2 s by commas and in 11 s by csv-parse.)
 */
import { once } from 'node:events';
import { parse } from 'csv-parse';
import { BenchError, exitCodes } from '../../errors.ts';
import { byteColumn, numberColumn, textColumn } from '../../measure/column.ts';
import { recordStatuses } from '../../measure/record.ts';
import { createRoundRanges, ignoredRow } from '../../measure/round-ranges.ts';
import type { PlotBlock, PlotRows } from '../../plot/rows.ts';

type Cells = readonly string[];

/** Calls `onLine` with the cells of each line; the first is the header. Throws `RowsUnreadable`. */
const readCsv = async (
  file: string,
  pieces: Iterable<string>,
  onLine: (cells: Cells) => void,
): Promise<void> => {
  try {
    await readLines(pieces, onLine);
  } catch (cause) {
    throw new RowsUnreadable(file, cause as Error);
  }
};

const readLines = async (chunks: Iterable<string>, onLine: (cells: Cells) => void): Promise<void> => {
  let rest = '';
  let quoting: ReturnType<typeof createQuotedReader> | undefined;
  for (const chunk of chunks) {
    const text = rest + chunk;
    if (text.includes('"')) quoting ??= createQuotedReader(onLine);
    const lines = quoting === undefined ? text.split('\n') : [''];
    rest = lines.pop() as string;
    for (const line of lines) onLine(line.split(','));
    await quoting?.write(text);
  }
  if (rest !== '') onLine(rest.split(','));
  await quoting?.end();
};

/** csv-parse, fed piece by piece. */
const createQuotedReader = (onLine: (cells: Cells) => void) => {
  const parser = parse({ relax_column_count: true });
  const finished = (async () => {
    for await (const cells of parser) onLine(cells);
  })();
  finished.catch(() => undefined); // told by whoever waits next
  return {
    write: async (text: string): Promise<void> => {
      if (!parser.write(text)) await Promise.race([once(parser, 'drain'), finished]);
    },
    end: async (): Promise<void> => {
      parser.end();
      await finished;
    },
  };
};

/** By the names of the header, which are the contract; a column that is not there gives empty cells. */
const createCells = () => {
  let columns: ReadonlyMap<string, number> | undefined;
  return (line: Cells, onRow: (cell: (name: string) => string) => void): void => {
    const known = columns;
    if (known === undefined) columns = new Map(line.map((name, index) => [name, index]));
    else if (line.length > 1) onRow((name) => line[known.get(name) ?? -1] ?? '');
  };
};

const wholeOf = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new RangeError(`'${text}' is no number of a round`);
  return Number(text);
};

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

/** `file` names it in errors. */
export const readRows = async (file: string, pieces: Iterable<string>): Promise<PlotRows> => {
  const [intendedMs, submittedMs, finalMs] = [numberColumn(), numberColumn(), numberColumn()];
  const [label, status, ranges, cells] = [textColumn(), byteColumn(), createRoundRanges(), createCells()];
  await readCsv(file, pieces, (line) =>
    cells(line, (cell) => {
      const row = ranges.append(wholeOf(cell('round')));
      if (row === ignoredRow) throw new RangeError('its rounds are out of order');
      label.set(row, cell('label'));
      status.set(row, Math.max(0, recordStatuses.indexOf(cell('status') as 'pending')));
      intendedMs.set(row, numberOf(cell('intended_ms')));
      submittedMs.set(row, numberOf(cell('submitted_ms')));
      finalMs.set(row, numberOf(cell('confirmed_ms')));
    }),
  );
  return {
    rowCount: ranges.rowCount,
    roundRows: ranges.rows,
    label: label.at,
    status: (row) => recordStatuses[status.at(row)] ?? 'pending',
    intendedMs: intendedMs.at,
    submittedMs: submittedMs.at,
    finalMs: finalMs.at,
  };
};

export const readBlocks = async (file: string, pieces: Iterable<string>): Promise<readonly PlotBlock[]> => {
  const blocks: PlotBlock[] = [];
  const cells = createCells();
  await readCsv(file, pieces, (line) =>
    cells(line, (cell) => {
      blocks.push({
        timeMs: numberOf(cell('time_ms')),
        transactionCount: Number(cell('transaction_count')),
        gasUsed: Number(cell('gas_used')),
        gasLimit: Number(cell('gas_limit')),
        baseFeeGwei: numberOf(cell('base_fee_per_gas_wei')) / 1e9,
      });
    }),
  );
  return blocks;
};

export class RowsUnreadable extends BenchError {
  override readonly name = 'RowsUnreadable';
  constructor(file: string, cause: Error) {
    super(`${file} cannot be read: ${cause.message}`, {
      code: 'ROWS_UNREADABLE',
      exitCode: exitCodes.usage,
      file,
      hint: 'run the scenario again: plots are drawn from the rows that "bench run" wrote beside result.json',
      cause,
    });
  }
}
