/**
 * The queue of fixed slots computed step by step: the chain of what waits after each slot is iterated until it no longer
 * moves, and latency is averaged over instants of a slot. Slow, and with nothing in common with roots and circles.
 */
import { binomialTerm, poissonTerm } from '../theory/poisson-terms.ts';
import type { SlotQueue } from '../theory/slots.ts';

export interface SlotReference {
  readonly emptyRatio: number;
  readonly fullRatio: number;
  /** Averaged over time. */
  readonly queueLength: number;
  /** P(latency ≤ t), with so many blocks to come after the one of the transaction. */
  readonly servedBy: (t: number, blocksAfter: number) => number;
}

export const slotReference = (queue: SlotQueue): SlotReference => {
  const { batch, intervalS, arrivalTps, missedRatio } = queue;
  const offered = arrivalTps * intervalS;
  const waiting = stationary(queue);
  const atSlot = sumOf(waiting, poissonTerms(offered));
  const needed = (found: number): number => Math.floor(found / batch) + 1;
  const enoughBlocks = (slots: number, blocks: number): number => {
    let sum = 0;
    for (let k = blocks; k <= slots; k += 1) sum += binomialTerm(k, slots, 1 - missedRatio);
    return sum;
  };
  return {
    emptyRatio: atSlot[0] as number,
    fullRatio: atSlot.slice(batch).reduce((sum, p) => sum + p, 0),
    queueLength: waiting.reduce((sum, p, n) => sum + n * p, 0) + offered / 2,
    servedBy: (t, blocksAfter) =>
      averageOverSlot(t / intervalS - Math.floor(t / intervalS), (untilSlot) => {
        const slots = Math.floor(t / intervalS - untilSlot + 1e-12) + 1;
        const found = sumOf(waiting, poissonTerms(offered * (1 - untilSlot)));
        return found.reduce((sum, p, n) => sum + p * enoughBlocks(slots, needed(n) + blocksAfter), 0);
      }),
  };
};

/** What waits just after a slot. */
const stationary = ({ batch, intervalS, arrivalTps, missedRatio }: SlotQueue): number[] => {
  const arrivals = poissonTerms(arrivalTps * intervalS);
  let state = [1];
  for (let change = 1; change > 1e-15; ) {
    const before = sumOf(state, arrivals);
    const next = before.map((p, n) => missedRatio * p + (1 - missedRatio) * (before[n + batch] ?? 0));
    next[0] = (next[0] as number) + (1 - missedRatio) * total(before.slice(1, batch));
    // For b = 1 the sum above is empty, and P(none before) goes to none after.
    next[0] += (1 - missedRatio) * (before[0] as number);
    while ((next.at(-1) as number) < 1e-17) next.pop();
    change = Math.max(...next.map((p, n) => Math.abs(p - (state[n] ?? 0))));
    state = next.map((p) => p / total(next));
  }
  return state;
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const poissonTerms = (mean: number): number[] => {
  const terms: number[] = [];
  for (let n = 0; n <= mean || (terms.at(-1) as number) > 1e-18; n += 1) terms.push(poissonTerm(n, mean));
  return terms;
};

/** The distribution of the sum of two independent whole numbers. */
const sumOf = (left: readonly number[], right: readonly number[]): number[] => {
  const sum = new Array<number>(left.length + right.length - 1).fill(0);
  for (const [i, p] of left.entries())
    for (const [k, q] of right.entries()) sum[i + k] = (sum[i + k] as number) + p * q;
  return sum;
};

/** Mean over (0, 1) by Simpson's rule on both sides of the point where the function jumps. */
const averageOverSlot = (jump: number, f: (untilSlot: number) => number): number => {
  const steps = 40;
  const part = (from: number, to: number): number => {
    let sum = 0;
    for (let i = 0; i <= steps; i += 1) {
      // The ends belong to the inside: the function is continuous there, from that side.
      const inside = from + ((to - from) * Math.min(steps - 1e-6, Math.max(1e-6, i))) / steps;
      sum += f(inside) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
    }
    return (sum * (to - from)) / steps / 3;
  };
  return part(0, jump) + part(jump, 1);
};
