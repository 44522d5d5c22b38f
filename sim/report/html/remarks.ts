/** What a reader of a run must know beside its figures, in words. */
import type { RunResult } from '../../measure/result.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import { findWarnings } from '../../measure/warnings.ts';
import { grouped, seconds } from '../numbers.ts';
import { warmUpText } from '../warm-up-text.ts';
import { warningText } from '../warning-text.ts';
import type { PageInput } from './page.ts';

export const pageRemarks = ({ rounds }: Pick<RunResult, 'rounds'>): PageInput['remarks'] =>
  [...rounds.entries()].flatMap(([number, round]) => {
    const name = `#${number} ${round.label}`;
    const warmUp = warmUpText(round);
    return [
      ...(warmUp === undefined ? [] : [{ kind: 'warm-up', text: `${name}: ${warmUp}` }]),
      ...findWarnings(round).map((warning) => ({
        kind: 'warning',
        text: `${name}: ${warningText(warning)}`,
      })),
    ];
  });

export const totalsOf = ({ rounds }: Pick<RunResult, 'rounds'>): string => {
  const total = (name: 'submitted' | 'succeeded' | 'failed' | 'pending'): string =>
    grouped(rounds.reduce((sum: number, round: RoundSummary) => sum + round[name], 0));
  const lastMs = Math.max(0, ...rounds.map(({ endMs }) => endMs));
  return `${total('submitted')} submitted, ${total('succeeded')} succeeded, ${total('failed')} failed, ${total('pending')} pending in ${seconds(lastMs)} s of virtual time`;
};
