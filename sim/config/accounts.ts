/** A scenario's account labels: their problems, bids included, and their defaults. */

import type { Problem } from '../errors.ts';
import type { AccountDeclaration } from '../load/accounts.ts';
import { resolveBid } from '../load/bid.ts';
import { problemsOfBid } from '../load/bid-problems.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { weiPerEther } from '../units.ts';
import type { AccountsDefinition, ScenarioDefinition } from './scenario.ts';
import { accountsSchema } from './schemas/scenario.ts';
import { problemsOf } from './validation.ts';

const defaultBalanceWei = 1_000n * weiPerEther;

export const accountsOf = (
  declared: number | AccountsDefinition,
  { mempool }: ChainProfile,
): AccountDeclaration => {
  if (typeof declared === 'number') return { count: declared, balanceWei: defaultBalanceWei };
  const { count, balanceWei = defaultBalanceWei, bid } = declared;
  const plain = { count, balanceWei };
  return bid === undefined ? plain : { ...plain, bid: resolveBid(bid, mempool.priceBumpPercent) };
};

/** Of the labels that are not just counts. What a pool asks of a replacement is known where the chain is. */
export const problemsOfAccounts = (definition: unknown, profile: ChainProfile | undefined): Problem[] => {
  const accounts = (definition as Partial<ScenarioDefinition> | null)?.accounts;
  if (typeof accounts !== 'object' || accounts === null) return [];
  return Object.entries(accounts).flatMap(([label, declared]) =>
    typeof declared !== 'object' || declared === null
      ? []
      : problemsOfLabel(declared, profile).map((problem) => ({
          ...problem,
          path: `accounts.${label}.${problem.path}`,
        })),
  );
};

/** What depends on several fields can be said where each by itself is well. */
const problemsOfLabel = (
  declared: AccountsDefinition,
  profile: ChainProfile | undefined,
): readonly Problem[] => {
  const problems = problemsOf(accountsSchema, declared);
  const isBidSound = !problems.some(({ path }) => path.startsWith('bid'));
  if (declared.bid === undefined || !isBidSound) return problems;
  const ofBid = problemsOfBid(declared.bid, profile?.mempool.priceBumpPercent);
  return [...problems, ...ofBid.map((problem) => ({ ...problem, path: `bid.${problem.path}` }))];
};
