/** All validation cases, in the order in which they are reported. */
import type { ValidationCase } from './case.ts';
import { backgroundCases } from './cases/background.ts';
import { bidCases } from './cases/bids.ts';
import { doubleSpendCases } from './cases/double-spend.ts';
import { feeAndCapacityCases } from './cases/fees-and-capacity.ts';
import { intervalCases } from './cases/intervals.ts';
import { loadCases } from './cases/load.ts';
import { measureCases } from './cases/measures.ts';
import { miningCases } from './cases/mining.ts';
import { proofOfWorkCases } from './cases/proof-of-work.ts';
import { slotCases } from './cases/slots.ts';

export const validationCases: readonly ValidationCase[] = [
  ...slotCases,
  ...bidCases,
  ...proofOfWorkCases,
  ...miningCases,
  ...doubleSpendCases,
  ...feeAndCapacityCases,
  ...backgroundCases,
  ...loadCases,
  ...measureCases,
  ...intervalCases,
];
