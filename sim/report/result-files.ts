/**
 * The files of a run: a name and its text in pieces, made while they are written. All but environment.json are pure
 * functions of the result and the raw rows.
 */
import type { BlockLog } from '../measure/block-log.ts';
import type { RecordColumns } from '../measure/record-columns.ts';
import type { RunResult } from '../measure/result.ts';
import { blocksCsv, roundsCsv, tableCsv, transactionsCsv } from './csv.ts';
import { toJson } from './json.ts';

export interface OutputFile {
  readonly name: string;
  readonly pieces: Iterable<string>;
}

export interface RunOutput {
  readonly result: RunResult;
  readonly records: RecordColumns;
  readonly blocks: BlockLog;
  /** Machine, versions, wall times: the only file that differs between two runs of the same seed. */
  readonly environment: unknown;
}

export const resultFiles = ({ result, records, blocks, environment }: RunOutput): readonly OutputFile[] => [
  { name: 'result.json', pieces: [toJson(result)] },
  { name: 'rounds.csv', pieces: roundsCsv(result.rounds) },
  { name: 'table.csv', pieces: tableCsv(result.rounds) },
  { name: 'transactions.csv', pieces: transactionsCsv(records) },
  { name: 'blocks.csv', pieces: blocksCsv(blocks) },
  { name: 'environment.json', pieces: [toJson(environment)] },
];
