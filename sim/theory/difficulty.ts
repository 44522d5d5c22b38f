/**
 * The block time at which Ethereum's proof of work comes to rest. Each block moves the difficulty by (1 or 2) − ⌊Δts/w⌋
 * steps, 2 after an uncle, which is zero on average at equilibrium: E⌊Δts/w⌋ = 1 + u for u uncles per main block. With
 * exponential intervals of mean T and a = 1/T, E⌊Δts/w⌋ = c / (e^(w/T) − 1), where c says how timestamps are made:
 *   real numbers:              c = 1                             ⇒  T = w / ln(1 + 1/(1 + u))
 *   cut to whole seconds:      c = T (e^a − 1), by the uniform place of the block in its second
 *   by protocol, which also wants each later than its parent's, so that the n-th block of a second waits for a free one:
 *     c = (1 − a)(z − 1)/(z − e^(a(z−1))) · (e^(az) − 1)/(az),  z = e^−a
 *     (the first factor is what waits, M/D/1 in seconds; the second is the block's place among those of its second)
 * Left out: the bound of −99, the ice age, and the difficulty's own noise, which takes off another 0.04 %.
 * Sources of the rules: EIP-2 (Homestead, w = 10), EIP-100 (Byzantium, w = 9); equilibria derived as above.
 */
import { risingRoot } from './bracketing.ts';
import { ratio, requireDomain, unless } from './domain.ts';

export const difficultyRules = {
  homestead: { windowS: 10, countsUncles: false },
  byzantium: { windowS: 9, countsUncles: true },
} as const;

export type Timestamps = 'real' | 'whole-seconds' | 'protocol';

export interface DifficultyQuestion {
  readonly rule: keyof typeof difficultyRules;
  /** u: the share of main blocks that include an uncle; Homestead does not look at it. */
  readonly uncleRatio: number;
  readonly timestamps: Timestamps;
}

export const equilibriumIntervalS = ({ rule, uncleRatio, timestamps }: DifficultyQuestion): number => {
  const { windowS, countsUncles } = difficultyRules[rule];
  requireDomain(
    `The equilibrium of ${rule}`,
    ratio('uncleRatio', uncleRatio),
    unless(countsUncles || uncleRatio === 0, 'uncleRatio', '0, as this rule knows no uncles', uncleRatio),
  );
  // What is expected of ⌊Δts/w⌋ rises with T.
  const surplus = (intervalS: number): number =>
    corrections[timestamps](intervalS) / Math.expm1(windowS / intervalS) - (1 + uncleRatio);
  return risingRoot(surplus, { low: windowS / 9, high: 9 * windowS });
};

const corrections: Record<Timestamps, (intervalS: number) => number> = {
  real: () => 1,
  'whole-seconds': (intervalS) => intervalS * Math.expm1(1 / intervalS),
  protocol: (intervalS) => {
    const a = 1 / intervalS;
    const z = Math.exp(-a);
    const waiting = ((1 - a) * (z - 1)) / (z - Math.exp(a * (z - 1)));
    return (waiting * Math.expm1(a * z)) / (a * z);
  },
};
