/** One task of the suite, for this thread or another: plain data in and out, the case being found by its name. */
import type { Observations } from './case.ts';
import { validationCases } from './cases.ts';

export interface ValidationTask {
  readonly caseId: string;
  /** Of the replication; exact cases have none. */
  readonly seed: number;
}

export const observe = async ({ caseId, seed }: ValidationTask): Promise<Observations> => {
  const found = validationCases.find(({ id }) => id === caseId);
  if (found === undefined) throw new RangeError(`there is no case ${caseId}`);
  return found.kind === 'exact' ? found.observe() : found.observe(seed);
};
