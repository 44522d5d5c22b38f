/** One line on how far a run is, from plain state; who draws it, how often and where is not its matter. */
import { fixed, grouped } from '../numbers.ts';
import { oneLine } from '../terminal-table.ts';

export interface ProgressState {
  /** From 0. */
  readonly roundIndex: number;
  readonly roundCount: number;
  readonly label: string;
  readonly submitted: number;
  /** Undefined for a round by duration. */
  readonly planned: number | undefined;
  readonly succeeded: number;
  readonly failed: number;
  /** Virtual time since the round's start. */
  readonly elapsedMs: number;
}

export interface ReplicationProgress {
  readonly doneCount: number;
  readonly plannedCount: number;
  /** A precision that is asked for may take more than are planned now. */
  readonly mayGrow: boolean;
}

export const replicationProgressLine = (state: ReplicationProgress): string => {
  const planned = `${state.mayGrow ? 'at least ' : ''}${grouped(state.plannedCount)}`;
  return `${grouped(state.doneCount)} of ${planned} replications done`;
};

export const progressLine = (state: ProgressState): string => {
  const { roundIndex, roundCount, submitted, planned, succeeded, failed } = state;
  const plan = planned === undefined ? '' : ` of ${grouped(planned)}`;
  const parts = [
    `round ${roundIndex + 1} of ${roundCount}: ${oneLine(state.label, 24)}`,
    `${grouped(submitted)}${plan} sent`,
    `${grouped(succeeded)} succeeded`,
    ...(failed > 0 ? [`${grouped(failed)} failed`] : []),
    `${grouped(submitted - succeeded - failed)} in flight`,
    `${fixed(state.elapsedMs / 1000, 1)} s`,
  ];
  return parts.join(', ');
};
