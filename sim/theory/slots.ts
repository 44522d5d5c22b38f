/**
 * Blocks at fixed times, every T seconds, as proof of stake makes them; a slot is missed with probability m. A block
 * takes the b oldest of what waits at its instant. What it leaves behind, X, has with the roots z_k of `slot-roots.ts`
 *   E[X] = Σ 1/(1 − z_k) + (A''(1) − b(b − 1)) / (2(b − A'(1))),
 * and the mean wait is by Little's law over the time between blocks, W = E[X]/λ + T/2 + T m/(1 − m): what was left, half
 * a slot, and the slots that are missed.  b = 1, m = 0 is the queue M/D/1: E[X] = a²/(2(1 − a)).
 * Sources: Bailey 1954, Downton 1955; missed slots: the same derivation for arrivals over a geometric number of slots.
 */
import { minus, modulus, one, over } from './complex.ts';
import { above, ratioBelowOne, requireDomain, unless } from './domain.ts';
import {
  blocksAfterPlace,
  inclusion,
  type LatencyDefinition,
  latencyProblems,
  type Queue,
  steadyProblems,
} from './queue.ts';
import { type SlotArrivals, slotRoots } from './slot-roots.ts';

export interface SlotQueue extends Queue {
  /** m: the share of slots without a block, each by itself. */
  readonly missedRatio: number;
}

/** One root for every place in a block is the price of exactness. */
export const mostPlaces = 100_000;

/** ρ = λT / (b (1 − m)). */
export const slotUtilisationRatio = ({ arrivalTps, intervalS, batch, missedRatio }: SlotQueue): number =>
  (arrivalTps * intervalS) / batch / (1 - missedRatio);

/** T/2 + T m/(1 − m): the mean wait for the next block, at a random instant. T/2 without missed slots. */
export const nextBlockMeanS = ({
  intervalS,
  missedRatio,
}: Pick<SlotQueue, 'intervalS' | 'missedRatio'>): number => {
  requireDomain(
    'The wait for the next block',
    above(0, 'intervalS', intervalS),
    ratioBelowOne('missedRatio', missedRatio),
  );
  return intervalS / 2 + (intervalS * missedRatio) / (1 - missedRatio);
};

/** E[X]: the mean number that a block leaves behind. */
export const slotMeanLeft = (queue: SlotQueue): number => {
  requireSlots(queue);
  if (queue.batch === Number.POSITIVE_INFINITY) return 0;
  const { batch, missedRatio } = queue;
  const sum = slotRoots(slotArrivals(queue)).reduce(
    (total, { z, multiplicity }) => total + multiplicity * over(one, minus(one, z))[0],
    0,
  );
  const mean = arrivalsPerBlock(queue);
  const secondMoment = mean ** 2 * (1 + missedRatio);
  const left = sum + (secondMoment - batch * (batch - 1)) / (2 * (batch - mean));
  // Under light load two numbers of size b cancel: what is below their rounding is noise around zero.
  return left < batch * 1e-13 ? 0 : left;
};

export const slotMeanS = (queue: SlotQueue, latency: LatencyDefinition = inclusion): number => {
  requireDomain('The mean latency of slots', latencyProblems(latency));
  const blocksS = (blocksAfterPlace(latency) * queue.intervalS) / (1 - queue.missedRatio);
  return slotMeanLeft(queue) / queue.arrivalTps + nextBlockMeanS(queue) + blocksS;
};

/** Shares of blocks (not of slots): without a transaction, and with b. */
export interface BlockShares {
  readonly emptyRatio: number;
  readonly fullRatio: number;
}

/**
 * With C = (b − A'(1)) / Π(1 − z_k): a block is empty with probability C Π(−z_k), and not full with probability C.
 * Derivation: X(z) (z^b − A(z)) is a polynomial of degree b that vanishes at 1 and at the roots; its highest and lowest
 * coefficients are these.
 */
export const slotBlockShares = (queue: SlotQueue): BlockShares => {
  requireSlots(queue);
  const { batch, arrivalTps, intervalS, missedRatio } = queue;
  if (batch === Number.POSITIVE_INFINITY) {
    const empty = Math.exp(-arrivalTps * intervalS);
    return { emptyRatio: ((1 - missedRatio) * empty) / (1 - missedRatio * empty), fullRatio: 0 };
  }
  let [logNotFull, logEmpty] = [Math.log(batch - arrivalsPerBlock(queue)), 0];
  for (const { z, multiplicity } of slotRoots(slotArrivals(queue))) {
    logNotFull -= multiplicity * Math.log(modulus(minus(one, z)));
    logEmpty += multiplicity * Math.log(modulus(z));
  }
  return { emptyRatio: Math.exp(logNotFull + logEmpty), fullRatio: Math.max(0, -Math.expm1(logNotFull)) };
};

export const slotArrivals = ({ arrivalTps, intervalS, batch, missedRatio }: SlotQueue): SlotArrivals => ({
  batch,
  offered: arrivalTps * intervalS,
  missedRatio,
});

/** A'(1) = a / (1 − m). */
export const arrivalsPerBlock = ({ arrivalTps, intervalS, missedRatio }: SlotQueue): number =>
  (arrivalTps * intervalS) / (1 - missedRatio);

export const requireSlots = (queue: SlotQueue): void => {
  const { batch, missedRatio } = queue;
  const missedProblems = ratioBelowOne('missedRatio', missedRatio);
  const isCountable = !Number.isFinite(batch) || batch <= mostPlaces;
  requireDomain(
    'The steady state of slots',
    missedProblems,
    steadyProblems(queue, missedProblems.length === 0 ? 1 - missedRatio : 1),
    unless(isCountable, 'batch', `at most ${mostPlaces}, or Infinity`, batch),
  );
};
