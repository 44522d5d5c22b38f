/**
 * The files of a run: a name and its text in pieces, made while they are written. All but environment.json are pure
 * functions of the result and the raw rows.
 */
import type { BlockLog } from '../measure/block-log.ts';
import type { RecordColumns } from '../measure/record-columns.ts';
import type { Replication } from '../measure/replications.ts';
import type { RunResult } from '../measure/result.ts';
import { blocksCsv, roundsCsv, tableCsv, transactionsCsv } from './csv/csv.ts';
import { labelsCsv } from './csv/labels-csv.ts';
import { replicationsCsv } from './csv/replications-csv.ts';
import { toJson } from './json.ts';

/** What a folder of results may hold beside reports, which therefore cannot have these names. */
export const reservedNames: readonly string[] = [
  ...['result.json', 'rounds.csv', 'labels.csv', 'table.csv', 'transactions.csv', 'blocks.csv'],
  ...['replications.csv', 'environment.json', 'manifest.json', 'baseline.json', 'check.json'],
];

export interface OutputFile {
  readonly name: string;
  readonly pieces: Iterable<string | Uint8Array>;
}

export interface RunOutput {
  readonly result: RunResult;
  readonly records: RecordColumns;
  readonly blocks: BlockLog;
  /** Absent for a single run; otherwise rows and blocks are of the first. */
  readonly replications?: readonly Replication[];
  /** Machine, versions, wall times: the only file that differs between two runs of the same seed. */
  readonly environment: unknown;
}

export const resultFiles = ({
  result,
  records,
  blocks,
  replications,
  environment,
}: RunOutput): readonly OutputFile[] => [
  { name: 'result.json', pieces: [toJson(result)] },
  { name: 'rounds.csv', pieces: roundsCsv(result.rounds) },
  { name: 'labels.csv', pieces: labelsCsv(result) },
  { name: 'table.csv', pieces: tableCsv(result.rounds) },
  { name: 'transactions.csv', pieces: transactionsCsv(records) },
  { name: 'blocks.csv', pieces: blocksCsv(blocks) },
  ...(replications === undefined
    ? []
    : [{ name: 'replications.csv', pieces: replicationsCsv(replications) }]),
  { name: 'environment.json', pieces: [toJson(environment)] },
];
