/**
 * The double spend of an attacker who gives up. As `double-spend.ts` has it he never does, which no simulation can wait
 * for: with q = ½ a race lasts forever on average. Here he gives up when his branch is d blocks behind.
 *
 * He has one block ahead. When the others have made z, he has made k more with probability C(k+z−1, k) p^z q^k, and has
 * won if k ≥ z. Otherwise he must gain A = z − k blocks before he loses B = d − z + k + 1: the gambler's ruin, with r = q/p
 *   r^A (1 − r^B) / (1 − r^(A+B)),   or   B / (A + B)   where q = ½   (Feller, An Introduction to Probability I, XIV.2).
 * For q < ½ this falls short of the exact form by less than r^d, as he has still to catch up from there.
 */
import { requireDomain, unless, wholeFrom } from './domain.ts';

export interface DoubleSpendRace {
  readonly attackerRatio: number;
  readonly confirmations: number;
  /** d. */
  readonly giveUpBlocks: number;
}

export const racedDoubleSpendRatio = ({
  attackerRatio: q,
  confirmations: z,
  giveUpBlocks: d,
}: DoubleSpendRace): number => {
  requireDomain(
    'The race of a double spend',
    unless(q > 0 && q < 1, 'attackerRatio', 'a number above 0, below 1', q),
    wholeFrom(1, 'confirmations', z),
    wholeFrom(z, 'giveUpBlocks', d),
  );
  let term = (1 - q) ** z; // that he makes k
  let ahead = 1;
  let caughtUp = 0;
  for (let k = 0; k < z; k += 1) {
    ahead -= term;
    caughtUp += term * gainsBeforeLosing(q, z - k, d - z + k + 1);
    term *= (q * (k + z)) / (k + 1);
  }
  return ahead + caughtUp;
};

const gainsBeforeLosing = (q: number, gain: number, loss: number): number => {
  if (q === 0.5) return loss / (gain + loss);
  const odds = q / (1 - q);
  return (odds ** gain * (1 - odds ** loss)) / (1 - odds ** (gain + loss));
};
