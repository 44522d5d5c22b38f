/**
 * replications.csv: one line per replication and round, with all that rounds.csv says of a round, so that any other
 * statistic can be made from it. `warm_up_rows` is empty where no warm-up was cut or could be found.
 */
import type { Replication } from '../../measure/replications.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import { csv, roundColumns } from './csv.ts';
import { cell, createQuoter } from './csv-lines.ts';

type Line = readonly [replication: Replication, number: number, round: RoundSummary];

export const replicationsCsv = (replications: readonly Replication[]): Iterable<string> => {
  const ofRound = roundColumns(createQuoter());
  return csv<Line>(linesOf(replications), [
    ['replication', ([{ index }]) => `${index}`],
    ['seed', ([{ seed }]) => `${seed}`],
    ...ofRound.map(([name, text]) => [name, ([, number, round]: Line) => text([number, round])] as const),
    [
      'warm_up_rows',
      ([, , { warmUp }]) => cell(warmUp?.kind === 'cut' ? warmUp.rowCount : undefined, String),
    ],
  ]);
};

function* linesOf(replications: readonly Replication[]): Generator<Line> {
  for (const replication of replications)
    for (const [number, round] of replication.rounds.entries()) yield [replication, number, round];
}
