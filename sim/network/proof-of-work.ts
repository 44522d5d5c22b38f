/**
 * Mining as an exponential race. A hash is a ticket: at difficulty D one in D wins, so that a miner with the share α of a
 * hash rate H finds blocks at the rate α·H / D, whatever was tried before. Each miner works on the block that it
 * holds to be the newest, so two may work at different difficulties.
 *
 * Method: one Poisson process for all of them, at the rate of the easiest block that may be worked on; the finder is
 * drawn by the shares, and its find counts with the probability easiest / own difficulty (thinning, Lewis & Shedler
 * 1979), own being the difficulty of a header with the time of the find. This is exact, and nothing has to be redrawn when
 * a miner changes its head. The easiest is a child of the easiest of the newest 64 blocks: only a miner that is further
 * behind than that, on an easier branch, would be held back, to the rate of the easiest.
 */
import { sampleMs } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import { msPerS } from '../units.ts';
import { after, type Consensus, type CreateConsensus, findPriority, timestampAfter } from './consensus.ts';
import { type DifficultyRule, leastChildRatio, nextDifficulty } from './difficulty.ts';
import { selectUncles } from './uncles.ts';

export interface ProofOfWorkProfile {
  readonly kind: 'proof-of-work';
  /** Of each node in the hash rate; they add up to 1, and 0 is a node that does not mine. */
  readonly shares: readonly number[];
  /** Hashes per second of all miners together. */
  readonly hashRatePerS: number;
  readonly genesisDifficulty: bigint;
  readonly difficultyRule: DifficultyRule;
  /**
   * Whether a miner renews what it mines on as transactions come, or keeps what waited when its head moved; of no matter
   * to headers. Absent: at-block.
   */
  readonly template?: 'at-block' | 'frozen';
}

/** From a moment on, other shares of another hash rate: miners come, go, and buy machines. */
export interface HashPower extends Pick<ProofOfWorkProfile, 'shares' | 'hashRatePerS'> {
  readonly sinceMs: number;
}

export interface MiningCourse {
  /** In the order of time. */
  readonly changes?: readonly HashPower[];
  /** Asked before each search: whether mining ends. */
  readonly isOver?: () => boolean;
}

export const proofOfWork =
  (profile: ProofOfWorkProfile, { changes = [], isOver = () => false }: MiningCourse = {}): CreateConsensus =>
  (site): Consensus => {
    const { difficultyRule, genesisDifficulty } = profile;
    const { scheduler } = site;
    const course: readonly HashPower[] = [{ ...profile, sinceMs: 0 }, ...changes];
    let phase = 0;
    const intervals = site.random.fork('block-intervals');
    const tickets = site.random.fork('tickets');
    const finders = site.random.fork('finders');
    const drawFinders = course.map(({ shares }) => finderBy(shares, finders));
    const recent = createRecentDifficulties(Number(genesisDifficulty));
    const childRatio = difficultyRule === 'constant' ? 1 : leastChildRatio;

    const arm = (): void => {
      if (isOver()) return;
      const { hashRatePerS } = course[phase] as HashPower;
      const changeMs = course[phase + 1]?.sinceMs ?? Number.POSITIVE_INFINITY;
      const easiest = recent.least() * childRatio;
      const meanMs = (easiest / hashRatePerS) * msPerS;
      const timeMs = scheduler.nowMs() + sampleMs({ kind: 'exponential', meanMs }, intervals);
      // A search has no memory: one that meets the change begins anew with it.
      if (timeMs > changeMs) scheduler.at(changeMs, advance, findPriority);
      else scheduler.at(timeMs, () => after(find(easiest), arm), findPriority);
    };

    const advance = (): void => {
      phase += 1;
      arm();
    };

    const find = (easiest: number): void | Promise<void> => {
      const producer = (drawFinders[phase] as () => number)();
      const head = site.head(producer);
      const timestampS = timestampAfter(head, scheduler.nowMs());
      const difficulty = nextDifficulty(difficultyRule, head, timestampS);
      if (tickets.uniform() * Number(difficulty) > easiest) return;
      if (childRatio < 1) recent.add(Number(difficulty));
      const uncles = selectUncles(head, (block) => site.hasSeen(producer, block));
      return site.produce({ producer, timestampS, difficulty, uncles });
    };

    return { start: arm, headChanged: () => {} };
  };

const finderBy = (shares: readonly number[], random: RandomStream): (() => number) => {
  const last = shares.findLastIndex((share) => share > 0);
  return () => {
    let rest = random.uniform();
    for (let node = 0; node < last; node += 1) {
      rest -= shares[node] as number;
      if (rest < 0) return node;
    }
    return last; // what rounding leaves of 1 is the last one's
  };
};

const recentCount = 64;

const createRecentDifficulties = (genesisDifficulty: number) => {
  const ring = new Float64Array(recentCount).fill(genesisDifficulty);
  let slot = 0;
  let least = genesisDifficulty;
  return {
    least: () => least,
    add: (difficulty: number): void => {
      const gone = ring[slot] as number;
      ring[slot] = difficulty;
      slot = (slot + 1) % recentCount;
      least = gone > least ? Math.min(least, difficulty) : ring.reduce((a, b) => Math.min(a, b));
    },
  };
};
