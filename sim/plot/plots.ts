/** Which pictures there are of a run and of a study, in the order of a page. */
import type { RunResult } from '../measure/result.ts';
import type { StudyResult } from '../study/result.ts';
import { baselineDifference, type MetricChange } from './baseline-difference.ts';
import { blocksOverTime } from './blocks-over-time.ts';
import { gasByFunction } from './gas-by-function.ts';
import { gasByLabel } from './gas-by-label.ts';
import { labelPercentiles } from './label-percentiles.ts';
import { latencyEcdf } from './latency-ecdf.ts';
import { latencyOverTime } from './latency-over-time.ts';
import type { Plot } from './plot.ts';
import { publishedSimulated } from './published-simulated.ts';
import { ratesOverTime } from './rates-over-time.ts';
import type { PlotBlock, PlotRows } from './rows.ts';
import { roundIndices } from './series.ts';

export interface RunPicture {
  /** Of a run that goes on: of the rounds that have ended. */
  readonly result: Pick<RunResult, 'rounds' | 'functions'>;
  readonly rows: PlotRows;
  readonly blocks: readonly PlotBlock[];
  /** Against a baseline, where there is one. */
  readonly changes?: readonly MetricChange[] | undefined;
}

export const runPlots = ({ result, rows, blocks, changes = [] }: RunPicture): readonly Plot[] => {
  const { rounds } = result;
  const sinceMs = rounds.map(({ warmUp }) => (warmUp?.kind === 'cut' ? warmUp.sinceMs : undefined));
  const endMs = [...roundIndices(rows)].map((index) => rounds[index]?.endMs ?? latestMs(rows, index));
  return [
    latencyEcdf({ rows, sinceMs }),
    labelPercentiles(rounds),
    latencyOverTime({ rows, sinceMs, endMs }),
    ratesOverTime(rows),
    blocksOverTime(blocks),
    gasByLabel(rounds),
    gasByFunction(result.functions ?? []),
    baselineDifference(changes),
  ].filter((plot) => plot !== undefined);
};

/** Of a round that goes on: the latest instant that its rows tell of. */
const latestMs = (rows: PlotRows, roundIndex: number): number => {
  const { from, to } = rows.roundRows(roundIndex);
  let latest = 0;
  for (let row = from; row < to; row += 1)
    for (const timeMs of [rows.intendedMs(row), rows.submittedMs(row), rows.finalMs(row)])
      if (timeMs > latest) latest = timeMs;
  return latest;
};

export const studyPlots = ({ experiments }: Pick<StudyResult, 'experiments'>): readonly Plot[] =>
  experiments
    .flatMap(({ id, tables }) => tables.map((table) => publishedSimulated(id, table)))
    .filter((plot) => plot !== undefined);
