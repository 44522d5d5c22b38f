/** The rows of a run as series: one for each label of each round, in the order of their first sending. */
import { microseconds } from '../measure/samples.ts';
import { pictureText } from './plot.ts';
import type { PlotRows } from './rows.ts';

export interface Series {
  /** Unlike any other's. */
  readonly name: string;
  readonly roundIndex: number;
  /** Those of a warm-up left out. */
  readonly rows: readonly number[];
}

export interface SeriesSource {
  readonly rows: PlotRows;
  /** By round: what was sent before that instant is its warm-up. */
  readonly sinceMs: readonly (number | undefined)[];
}

/** Rounds go on as long as there are rows, whether they have ended or not. */
export const seriesOf = ({ rows, sinceMs }: SeriesSource): readonly Series[] => {
  const byRound = [...roundIndices(rows)].map((roundIndex) => ({
    roundIndex,
    labels: labelsOf(rows, roundIndex, sinceMs[roundIndex] ?? Number.NEGATIVE_INFINITY),
  }));
  const isSingle = byRound.filter(({ labels }) => labels.size > 0).length === 1;
  const unique = createNaming();
  return byRound.flatMap(({ roundIndex, labels }) =>
    [...labels].map(([label, members]) => ({
      name: unique(seriesName(roundIndex, label, isSingle)),
      roundIndex,
      rows: members,
    })),
  );
};

/** Two long labels may be the same to the eye, and no picture may take them for one. */
export const createNaming = () => {
  const counts = new Map<string, number>();
  return (name: string): string => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
};

export const seriesName = (roundIndex: number, label: string, isSingle: boolean): string =>
  isSingle ? pictureText(label) : `#${roundIndex} ${pictureText(label)}`;

export function* roundIndices(rows: PlotRows): Generator<number> {
  for (let index = 0; rows.roundRows(index).from < rows.rowCount(); index += 1) yield index;
}

const labelsOf = (
  rows: PlotRows,
  roundIndex: number,
  sinceMs: number,
): ReadonlyMap<string, readonly number[]> => {
  const labels = new Map<string, number[]>();
  const { from, to } = rows.roundRows(roundIndex);
  for (let row = from; row < to; row += 1) {
    if (rows.submittedMs(row) < sinceMs) continue;
    const label = rows.label(row);
    const members = labels.get(label);
    if (members === undefined) labels.set(label, [row]);
    else members.push(row);
  }
  return labels;
};

/** Of a success, from the intended instant. */
export const latencyUs = (rows: PlotRows, row: number): number =>
  microseconds(rows.finalMs(row) - rows.intendedMs(row));

/** How many series one picture holds before nobody can tell them apart. */
export const mostSeries = 8;

/** In pictures of a legible number of series; what comes after the last picture is not drawn. */
export const panelsOf = <T>(series: readonly T[], mostPanels: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.min(mostPanels, Math.ceil(series.length / mostSeries)) }, (_, index) =>
    series.slice(index * mostSeries, (index + 1) * mostSeries),
  );

/** Says what is not drawn. */
export const undrawnNote = (count: number, mostPanels: number): readonly string[] =>
  count <= mostPanels * mostSeries
    ? []
    : [`Of ${count} series the first ${mostPanels * mostSeries} are drawn; the table has all.`];
