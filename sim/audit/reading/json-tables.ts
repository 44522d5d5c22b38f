/**
 * Tables in JSON: `[row, …]`, `{ "title": …, "rows": [row, …] }`, `{ "tables": [either, …] }`, a row being an object of
 * texts and numbers by column; and the result of a run of this program, of which the figures by Caliper's definitions
 * up to 0.3.2 are taken, with the delays from the submission.
 */
import type { Problem } from '../../errors.ts';
import type { RateDefinitionName } from '../../measure/rates.ts';
import { schemaVersion } from '../../measure/result.ts';
import { type JsonNode, parseJson } from './json-tree.ts';
import { placeText, quoted, type RawCell, type RawTables } from './raw-table.ts';

export const readJson = (text: string): RawTables => {
  const root = parseJson(text);
  if (root.kind !== 'fault') return tablesIn(root);
  const { place, expected, received } = root;
  return { tables: [], problems: [{ path: placeText(place), expected, received: received }] };
};

const tablesIn = (root: JsonNode): RawTables => {
  const rounds = field(root, 'rounds');
  if (rounds !== undefined) return resultTable(root, rounds);
  const tables = field(root, 'tables');
  return joined((tables?.kind === 'array' ? tables.items : [tables ?? root]).map(tableIn));
};

const joined = (parts: readonly RawTables[]): RawTables => ({
  tables: parts.flatMap(({ tables }) => tables),
  problems: parts.flatMap(({ problems }) => problems),
});

const tableIn = (node: JsonNode): RawTables => {
  const rows = node.kind === 'array' ? node : field(node, 'rows');
  if (rows?.kind !== 'array' || rows.items.length === 0) return wrong(rows ?? node, 'a list of rows');
  const problems = rows.items.flatMap(rowProblems);
  if (problems.length > 0) return { tables: [], problems };
  const title = field(node, 'title');
  const header = columnsOf(rows.items);
  return {
    tables: [
      {
        title: title?.kind === 'string' ? title.text : undefined,
        header: { place: rows.place, cells: header },
        rows: rows.items.map((row) => ({
          place: row.place,
          cells: header.map(({ text }) => cellOf(field(row, text), row)),
        })),
      },
    ],
    problems: [],
  };
};

/** The names in any of the rows, each where it stands first. */
const columnsOf = (rows: readonly JsonNode[]): readonly RawCell[] => {
  const columns = new Map<string, RawCell>();
  for (const { key, place } of rows.flatMap(entriesOf))
    if (!columns.has(key)) columns.set(key, { text: key, place });
  return [...columns.values()];
};

const rowProblems = (row: JsonNode): readonly Problem[] => {
  if (row.kind !== 'object') return wrong(row, 'a row, which is an object of cells by column').problems;
  return row.entries
    .filter(({ key }, index) => row.entries.findIndex((entry) => entry.key === key) < index)
    .map(({ key, place }) => ({
      path: placeText(place),
      expected: 'each name once in a row',
      received: quoted(key),
    }));
};

const entriesOf = (node: JsonNode) => (node.kind === 'object' ? node.entries : []);

const field = (node: JsonNode | undefined, name: string): JsonNode | undefined =>
  node && entriesOf(node).find(({ key }) => key === name)?.value;

/** What is not there stands where its row begins. */
const cellOf = (node: JsonNode | undefined, { place }: JsonNode): RawCell =>
  node === undefined ? { text: '', place } : { text: textOf(node), place: node.place };

const textOf = (node: JsonNode): string => {
  if (node.kind === 'object' || node.kind === 'array') return node.kind === 'object' ? '{…}' : '[…]';
  return node.kind === 'word' && node.text === 'null' ? '' : node.text.trim();
};

const wrong = (node: JsonNode, expected: string): RawTables => {
  const isEmpty = node.kind === 'array' && node.items.length === 0;
  const received = isEmpty ? 'an empty list' : quoted(textOf(node));
  return { tables: [], problems: [{ path: placeText(node.place), expected, received }] };
};

const definition = 'caliper<=0.3' satisfies RateDefinitionName;

/** A header that names the unit, and where its cells are in a round. */
const resultColumns: readonly (readonly [header: string, path: readonly string[]])[] = [
  ['Name', ['label']],
  ['Succ', ['succeeded']],
  ['Fail', ['failed']],
  ['Pending', ['pending']],
  ['Send Rate (TPS)', ['rates', definition, 'sendRateTps']],
  ['Max Latency (ms)', ['latencyFromSubmittedMs', 'max']],
  ['Min Latency (ms)', ['latencyFromSubmittedMs', 'min']],
  ['Avg Latency (ms)', ['latencyFromSubmittedMs', 'mean']],
  ['Throughput (TPS)', ['rates', definition, 'throughputTps']],
];

const resultTable = (root: JsonNode, rounds: JsonNode): RawTables => {
  const version = field(root, 'schemaVersion');
  if (version === undefined || textOf(version) !== `${schemaVersion}`)
    return wrong(version ?? root, `a result with schemaVersion ${schemaVersion}`);
  if (rounds.kind !== 'array' || rounds.items.length === 0) return wrong(rounds, 'a list of rounds');
  const problems = rounds.items.flatMap(roundProblems);
  const header = {
    place: rounds.place,
    cells: resultColumns.map(([text]) => ({ text, place: rounds.place })),
  };
  const rows = rounds.items.map((round) => ({
    place: round.place,
    cells: resultColumns.map(([, path]) => cellOf(at(round, path), round)),
  }));
  return { tables: problems.length > 0 ? [] : [{ title: undefined, header, rows }], problems };
};

const at = (round: JsonNode, path: readonly string[]): JsonNode | undefined =>
  path.reduce<JsonNode | undefined>(field, round);

const roundProblems = (round: JsonNode): readonly Problem[] =>
  resultColumns
    .filter(([, path]) => at(round, path) === undefined)
    .map(([, path]) => ({ path: placeText(round.place), expected: path.join('.'), received: 'nothing' }));
