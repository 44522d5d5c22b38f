/** One rung under load: real transactions for so many encounters, and what they cost and how long they take. */
import type { ProfileOverrides, SimulatedRound, StudyContext } from '../../../sim/index.ts';
import { type Effort, scenarioOf } from './rung-scenario.ts';
import type { Rung } from './rungs.ts';

/** Early 2021's blocks on one node with today's rules: 12.5 million gas, every 12 s. */
export const capacity = { gasLimit: 12_500_000n, intervalS: 12 } as const;

const chain: ProfileOverrides = {
  extends: 'dev-2s',
  blockGasLimit: capacity.gasLimit,
  producer: { kind: 'slots', intervalMs: 1000 * capacity.intervalS },
};

export interface Climbed {
  readonly rung: Rung;
  readonly transactions: number;
  /** Per 1,000 encounters. */
  readonly gas: number;
  /** Encounters per second that full blocks carry: gas limit / interval / gas of one. */
  readonly carriedPerS: number;
  /** Encounters per second whose transactions came into blocks while others were still sent. */
  readonly servedPerS: number;
  /** Of grants, from the decision to the block. */
  readonly grantP95S: number | null;
}

export const climb = async (
  context: Pick<StudyContext, 'simulate'>,
  rung: Rung,
  effort: Effort,
): Promise<Climbed> => {
  const [round] = await context.simulate(scenarioOf(rung, effort), {
    label: rung.title,
    chain: 'ladder',
    chains: { ladder: chain },
  });
  const { summary, blocks } = round as SimulatedRound; // of one round
  const { total = 0n, count = 0 } = summary.gas ?? {};
  const gas = (1000 * Number(total)) / effort.encounters;
  const p95Ms = summary.labels.grant?.latencyMs.p95 ?? null;
  return {
    rung,
    transactions: (1000 * count) / effort.encounters,
    gas,
    carriedPerS: Number(capacity.gasLimit) / capacity.intervalS / (gas / 1000),
    servedPerS: (servedTps(blocks, summary.startMs, effort) * effort.encounters) / count,
    grantP95S: p95Ms === null ? null : p95Ms / 1000,
  };
};

/** From the first block of the round to the last before the sending ends, neither of which is cut by a border. */
const servedTps = (blocks: SimulatedRound['blocks'], startMs: number, effort: Effort): number => {
  const untilMs = startMs + (1000 * effort.encounters) / effort.encountersPerS;
  const [first, ...rest] = blocks.filter(({ timeMs }) => timeMs > startMs && timeMs <= untilMs);
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return Number.NaN;
  const transactionCount = rest.reduce((sum, block) => sum + block.transactionCount, 0);
  return (1000 * transactionCount) / (last.timeMs - first.timeMs);
};
