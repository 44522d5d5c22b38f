/** What a reader of a run must know beside its figures, in words: warnings, what was cut as warm-up, what there is in all. */
import type { RunResult } from '../measure/result.ts';
import { findWarnings } from '../measure/warnings.ts';
import { grouped, seconds } from './numbers.ts';
import { labelWidth, type NumberedRound, oneLine } from './terminal-table.ts';
import { warmUpText } from './warm-up-text.ts';
import { warningText } from './warning-text.ts';

interface Remark {
  readonly kind: 'warning' | 'warm-up';
  /** The round, by number and label, and what is to be said of it. */
  readonly text: string;
}

export const runRemarks = ({ rounds }: Pick<RunResult, 'rounds'>): readonly Remark[] =>
  [...rounds.entries()].flatMap((round) => [...warmUpRemarks(round), ...warningRemarks(round)]);

const nameOf = ([number, round]: NumberedRound): string => `#${number} ${oneLine(round.label, labelWidth)}`;

const warmUpRemarks = (round: NumberedRound): readonly Remark[] => {
  const text = warmUpText(round[1]);
  return text === undefined ? [] : [{ kind: 'warm-up', text: `${nameOf(round)}: ${text}` }];
};

const warningRemarks = (round: NumberedRound): readonly Remark[] =>
  findWarnings(round[1]).map((warning) => ({
    kind: 'warning',
    text: `${nameOf(round)}: ${warningText(warning)}`,
  }));

export const totalsText = ({ rounds }: Pick<RunResult, 'rounds'>): string => {
  const total = (name: 'submitted' | 'succeeded' | 'failed' | 'pending'): string =>
    grouped(rounds.reduce((sum, round) => sum + round[name], 0));
  const lastMs = Math.max(0, ...rounds.map((round) => round.endMs));
  return `${total('submitted')} submitted, ${total('succeeded')} succeeded, ${total('failed')} failed, ${total('pending')} pending in ${seconds(lastMs)} s of virtual time`;
};
