/** What must hold of a bid beyond the type of each field. */
import type { Problem } from '../errors.ts';
import { problemsOf as problemsOfDistribution } from '../kernel/distribution-data.ts';
import { type Amount, quantile } from '../kernel/distributions.ts';
import type { FeeBid, FeeRatio } from './bid.ts';

/** Every problem at once; paths are inside the bid. `priceBumpPercent` of the chain's pool, if the chain is known. */
export const problemsOfBid = (bid: FeeBid, priceBumpPercent: number | undefined): readonly Problem[] => {
  const drawn = distributionProblems(bid);
  return [
    ...drawn,
    ...exclusive(bid, 'maxFeeWei', 'maxFeeOverBaseRatio'),
    ...exclusive(bid, 'gasPriceWei', 'gasPriceOverQuoteRatio'),
    ...(drawn.length === 0 ? capProblems(bid) : []),
    ...bumpProblems(bid, priceBumpPercent),
  ];
};

const drawnFields = [
  'priorityFeeWei',
  'maxFeeWei',
  'maxFeeOverBaseRatio',
  'gasPriceWei',
  'gasPriceOverQuoteRatio',
] as const;

const distributionProblems = (bid: FeeBid): readonly Problem[] =>
  drawnFields.flatMap((field) => {
    const value: Amount | FeeRatio | undefined = bid[field];
    if (typeof value !== 'object') return [];
    return problemsOfDistribution(value).map((problem) => ({ ...problem, path: `${field}.${problem.path}` }));
  });

const exclusive = (bid: FeeBid, one: keyof FeeBid, other: keyof FeeBid): readonly Problem[] =>
  bid[one] === undefined || bid[other] === undefined
    ? []
    : [{ path: other, expected: `not both ${one} and ${other}`, received: 'both' }];

const least = (amount: Amount): number => (typeof amount === 'bigint' ? Number(amount) : quantile(amount, 0));
const greatest = (amount: Amount): number =>
  typeof amount === 'bigint' ? Number(amount) : quantile(amount, 1);

/** Where a draw may do either, the tip is cut to the cap; a cap that no tip fits under is a mistake. */
const capProblems = ({ maxFeeWei, priorityFeeWei }: FeeBid): readonly Problem[] => {
  if (maxFeeWei === undefined || priorityFeeWei === undefined) return [];
  if (greatest(maxFeeWei) >= least(priorityFeeWei)) return [];
  const expected = `not less than priorityFeeWei, ${least(priorityFeeWei)} wei`;
  return [{ path: 'maxFeeWei', expected, received: `${greatest(maxFeeWei)} wei` }];
};

const bumpProblems = (bid: FeeBid, priceBumpPercent: number | undefined): readonly Problem[] => {
  const { bumpAfterMs, bumpRatio } = bid;
  if (bumpAfterMs === undefined)
    return (['bumpRatio', 'maxBumps'] as const)
      .filter((field) => bid[field] !== undefined)
      .map((path) => ({ path, expected: 'bumpAfterMs beside it', received: 'none' }));
  if (bumpRatio === undefined || priceBumpPercent === undefined) return [];
  const leastRatio = 1 + priceBumpPercent / 100;
  if (bumpRatio >= leastRatio) return [];
  const expected = `at least ${leastRatio}, as the chain's pool refuses a replacement that offers less than ${priceBumpPercent} % more`;
  return [{ path: 'bumpRatio', expected, received: `${bumpRatio}` }];
};
