/**
 * What a text says about its own tables, checked against them: `mean(avg[1].GetMS) < mean(avg[2].GetMS)`.
 *
 * A verdict of holds or fails is proved for every value that rounds to what was printed. Undecided is usually because
 * rounding matters; it can also be because a figure occurs in the claim more than once.
 */
import { BenchError, exitCodes, type Problem } from '../../errors.ts';
import type { PublishedTable } from '../table.ts';
import type { Inquiry } from './inquiry.ts';
import { type Finding, sentenceOf } from './sentence.ts';
import { parse } from './syntax.ts';
import { truthOf } from './truths.ts';

export interface ClaimVerdict extends Finding {
  /** The finding in one line. */
  readonly sentence: string;
}

/** Errors: ClaimError, with all that is wrong with the claim. */
export const checkClaim = (claim: string, tables: readonly PublishedTable[]): ClaimVerdict => {
  const parsed = parse(claim);
  if ('problem' in parsed) throw new ClaimError(claim, [parsed.problem]);
  const inquiry: Inquiry = { tables, problems: [], columns: new Map(), comparisons: [] };
  const truth = truthOf(parsed.node, inquiry);
  if (truth === undefined) throw new ClaimError(claim, inquiry.problems);
  const { verdict, holdsAsPrinted } = truth;
  const { comparisons, columns } = inquiry;
  const finding = { claim, verdict, holdsAsPrinted, comparisons, columns: [...columns.values()] };
  return { ...finding, sentence: sentenceOf(finding) };
};

export class ClaimError extends BenchError {
  override readonly name = 'ClaimError';
  constructor(claim: string, problems: readonly Problem[]) {
    super(`the claim ${claim.length > 80 ? `${claim.slice(0, 79)}…` : claim} cannot be checked`, {
      code: 'CLAIM_INVALID',
      exitCode: exitCodes.usage,
      hint: 'a claim compares numbers, as in mean(avg[1].GetMS) < 0.5 * mean(avg[2]["two words"])',
      problems,
    });
  }
}
