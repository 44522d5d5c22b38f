/** What the experiments on rewriting share: a miner who withholds against others, and how often he wins. */
import type { LinkProfile, RaceRequest, StudyContext, WithholdingProfile } from '../../sim/index.ts';

/** A block every 13.2 s among all. */
export const intervalS = 13.2;
const hashRatePerS = 1e12;

/** d: so far behind, he wins with a probability of (q/p)^d at most, which is below 10⁻⁵ for each share below one half. */
export const giveUpBlocksOf = (attackerRatio: number): number => {
  if (attackerRatio <= 0.3) return 20;
  return attackerRatio <= 0.4 ? 30 : 60;
};

export interface Attack {
  /** q: of the hash rate. */
  readonly attackerRatio: number;
  /** z. */
  readonly confirmations: number;
  /** Among how many nodes the rest is split evenly. */
  readonly othersCount: number;
  readonly delayS: number;
}

export const attackersOf = ({ attackerRatio, confirmations, othersCount }: Attack): WithholdingProfile => ({
  kind: 'withholding',
  shares: [attackerRatio, ...Array.from({ length: othersCount }, () => (1 - attackerRatio) / othersCount)],
  hashRatePerS,
  genesisDifficulty: BigInt(Math.round(intervalS * hashRatePerS)),
  attacker: 0,
  startMs: 0,
  confirmations,
  giveUpBlocks: giveUpBlocksOf(attackerRatio),
});

export const linksOf = ({ delayS }: Attack): LinkProfile => ({ kind: 'constant', delayMs: 1000 * delayS });

/** Whether he won, race by race. Races of one `place` meet the same chance, of another place other chance. */
export const raceOften = async (
  { race }: Pick<StudyContext, 'race'>,
  attack: Attack,
  raceCount: number,
  place: number,
): Promise<readonly boolean[]> => {
  const request: RaceRequest = { miners: attackersOf(attack), links: linksOf(attack) };
  const won: boolean[] = [];
  for (let index = 0; index < raceCount; index += 1) {
    const { isRewritten } = await race({ ...request, replication: place * 1_000_000 + index });
    won.push(isRewritten);
  }
  return won;
};

export const wonRatio = (won: readonly boolean[]): number => won.filter(Boolean).length / won.length;

/** Of a frequency whose probability is known: √(P (1 − P) / n). */
export const standardErrorOf = (probability: number, raceCount: number): number =>
  Math.sqrt((probability * (1 - probability)) / raceCount);
