/**
 * How far a run is, on stderr: one line that redraws itself on a terminal, a plain line every few seconds elsewhere.
 * It looks at the run from outside, on the wall clock, and changes nothing in it.
 */
import { everyWallMs } from '../kernel/wall-clock.ts';
import {
  type ProgressState,
  progressLine,
  type ReplicationProgress,
  replicationProgressLine,
} from '../report/terminal/progress.ts';
import type { ResolvedScenario } from '../round/plan.ts';
import type { RunControls } from '../run.ts';
import type { Screen } from './screen.ts';

const redrawWallMs = 200;
const plainWallMs = 5_000;
const eraseLine = '\r\u001B[K';

/** Starts showing; returns how to end it, which leaves no trace on a terminal. */
export const showProgress = (
  controls: RunControls,
  scenario: ResolvedScenario,
  screen: Screen,
): (() => void) => showLine(screen, () => lineOf(controls, scenario));

export const lineOf = (controls: RunControls, scenario: ResolvedScenario): string =>
  progressLine(stateOf(controls, scenario));

export const showReplications = (progress: () => ReplicationProgress, screen: Screen): (() => void) =>
  showLine(screen, () => replicationProgressLine(progress()));

/** Asks for the line whenever one is due; returns how to end it. */
export const showLine = ({ progress }: Screen, line: () => string): (() => void) => {
  if (progress === 'none') return () => {};
  const isDrawn = progress === 'drawn';
  const end = everyWallMs(isDrawn ? redrawWallMs : plainWallMs, () => {
    process.stderr.write(isDrawn ? `${eraseLine}${line()}` : `${line()}\n`);
  });
  return () => {
    end();
    if (isDrawn) process.stderr.write(eraseLine);
  };
};

const stateOf = (controls: RunControls, { rounds }: ResolvedScenario): ProgressState => {
  const { records, nowMs } = controls;
  const roundIndex = Math.min(controls.roundIndex(), rounds.length - 1);
  const round = rounds[roundIndex];
  const { from, to } = records.roundRows(roundIndex);
  const counts = { succeeded: 0, failed: 0 };
  for (let row = from; row < to; row += 1) {
    const status = records.status(row);
    if (status !== 'pending') counts[status] += 1;
  }
  return {
    roundIndex,
    roundCount: rounds.length,
    label: round?.label ?? '',
    submitted: to - from,
    planned: round?.txCount,
    ...counts,
    elapsedMs: from === to ? 0 : nowMs() - records.intendedMs(from),
  };
};
