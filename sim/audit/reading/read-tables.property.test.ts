/** Whatever is printed as a table, in whatever format, columns and spelling, is read back as what it was. */
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactly, Fraction } from '../interval.ts';
import { type Cell, type Column, columns, type PublishedTable } from '../table.ts';
import { readTables } from './read-tables.ts';

/** A cell as printed, and as it must be read. */
interface Sample {
  readonly text: string;
  readonly cell: Cell;
}

const figure: fc.Arbitrary<Sample> = fc.tuple(fc.nat(9_999_999), fc.nat(4)).map(([digits, decimals]) => {
  const padded = `${digits}`.padStart(decimals + 1, '0');
  const text = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
  const unit = 10n ** BigInt(decimals);
  const [low, high] = [-1n, 1n].map((half) => new Fraction(2n * BigInt(digits) + half, 2n * unit)) as [
    Fraction,
    Fraction,
  ];
  return { text, cell: { text, value: { low, high } } };
});
const count: fc.Arbitrary<Sample> = fc
  .nat(1_000_000)
  .map((value) => ({ text: `${value}`, cell: { text: `${value}`, value: exactly(value) } }));
const absent: fc.Arbitrary<Sample> = fc
  .constantFrom('', '-', 'n/a')
  .map((text) => ({ text, cell: 'absent' }));
const infinite: fc.Arbitrary<Sample> = fc
  .constantFrom('Infinity', '∞')
  .map((text) => ({ text, cell: 'infinite' }));

const sampleOf = (column: Column): fc.Arbitrary<Sample> =>
  column === 'successes' || column === 'failures'
    ? fc.oneof({ weight: 9, arbitrary: count }, absent)
    : fc.oneof({ weight: 8, arbitrary: figure }, absent, infinite);

const label = fc
  .string({ unit: fc.constantFrom(...'aB3 ,;|\\*_`"\'<>#é€'), maxLength: 8 })
  .map((text) => text.trim());

const row = fc.record({
  label,
  samples: fc.record(
    Object.fromEntries(columns.map((column) => [column, sampleOf(column)])) as Record<
      Column,
      fc.Arbitrary<Sample>
    >,
  ),
});
const title = fc.string({ unit: fc.constantFrom(...'aB3 ;'), maxLength: 8 }).map((text) => `T${text}t`);
const sampleTables = fc.array(fc.record({ title, rows: fc.array(row, { minLength: 1, maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 3,
});
type SampleTable = {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly samples: Readonly<Record<Column, Sample>> }[];
};

/** Headers by column; `label` and what is none of the audit's besides. */
const spellings: readonly Readonly<Record<Column | 'label' | 'other', string>>[] = [
  {
    label: 'Name',
    other: '75%ile Latency (s)',
    successes: 'Succ',
    failures: 'Fail',
    sendRateTps: 'Send Rate (TPS)',
    maxDelayS: 'Max Latency (s)',
    minDelayS: 'Min Latency (s)',
    avgDelayS: 'Avg Latency (s)',
    throughputTps: 'Throughput (TPS)',
  },
  {
    label: 'operation',
    other: 'latency_p95_s',
    successes: 'succeeded',
    failures: 'failed',
    sendRateTps: 'send_rate_tps',
    maxDelayS: 'latency_max_s',
    minDelayS: 'latency_min_s',
    avgDelayS: 'latency_mean_s',
    throughputTps: 'throughput_tps',
  },
];
const spelling = fc.constantFrom(...spellings);
const order = fc.shuffledSubarray([...columns, 'label', 'other'] as const, { minLength: columns.length + 2 });

/** The header, and the texts below it. */
type Grid = readonly (readonly string[])[];
type Printer = (tables: readonly { readonly title: string; readonly grid: Grid }[]) => string;

const escaped = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;

const printers: Readonly<Record<string, Printer>> = {
  'x.md': (tables) =>
    tables
      .map(({ title: text, grid: [header = [], ...rows] }) =>
        [
          `## ${text}`,
          '',
          line(header),
          line(header.map(() => '---')),
          ...rows.map((cells) => line(cells.map(escaped))),
        ].join('\n'),
      )
      .join('\n\n'),
  'x.csv': (tables) =>
    tables.map(({ title: text, grid }) => `${text}\n${stringify(grid as string[][])}`).join('\n'),
  'x.tsv': (tables) =>
    tables
      .map(({ title: text, grid }) => `${text}\n${stringify(grid as string[][], { delimiter: '\t' })}`)
      .join('\n'),
  'x.json': (tables) =>
    `{ "tables": [${tables
      .map(({ title: text, grid: [header = [], ...rows] }) => {
        const objects = rows.map(
          (cells) =>
            `{${cells.map((cell, index) => `${JSON.stringify(header[index])}: ${jsonOf(cell)}`).join(', ')}}`,
        );
        return `{ "title": ${JSON.stringify(text)}, "rows": [${objects.join(',\n')}] }`;
      })
      .join(', ')}] }`,
};

/** A number as it is printed, anything else as text. */
const jsonOf = (text: string): string =>
  /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text);

const withoutPlaces = (tables: readonly PublishedTable[]) =>
  tables.map(({ rows, ...table }) => ({
    ...table,
    rows: rows.map(({ label: name, cells }) => ({ label: name, cells })),
  }));

const expected = (tables: readonly SampleTable[]) =>
  tables.map(({ title: text, rows }, index) => ({
    number: index + 1,
    title: text,
    rows: rows.map(({ label: name, samples }) => ({
      label: name,
      cells: Object.fromEntries(columns.map((column) => [column, samples[column].cell])),
    })),
  }));

it.each(Object.entries(printers))('read(print(tables)) = tables, in %s', (name, print) => {
  fc.assert(
    fc.property(sampleTables, spelling, order, (tables, headers, names) => {
      const grids = tables.map(({ title: text, rows }) => ({
        title: text,
        grid: [
          names.map((column) => headers[column]),
          ...rows.map(({ label: own, samples }) =>
            names.map((column) =>
              column === 'label' ? own : column === 'other' ? 'x' : samples[column].text,
            ),
          ),
        ],
      }));
      expect(withoutPlaces(readTables({ name, text: print(grids) }))).toEqual(expected(tables));
    }),
  );
});
