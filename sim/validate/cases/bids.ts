/**
 * V10c, V10d: fee classes through a whole run. Two account labels bid differently; a client signs, the pool orders, the
 * EVM executes, and the figures by label say what each class waited.
 *
 * V10c by arithmetic: for ten slots a transaction comes every 2 s, each third of the high class, at two places a slot. The
 * high ones take all places of the first ten blocks, 12 and 6 s after they came; the low ones follow, q-th pair in block
 * 11 + q, after 130 + 6q − 2r seconds (r = 0, 1 within the pair). First come, first served would give the same mean.
 */

import { fixedRate } from '../../load/fixed-rate.ts';
import { poissonRate } from '../../load/poisson-rate.ts';
import type { Workload, WorkloadContext } from '../../load/workload.ts';
import type { ChainProfile } from '../../profile/profile.ts';
import { type Run, run } from '../../run.ts';
import { feeClasses } from '../../theory/fee-classes.ts';
import type { Queue } from '../../theory/queue.ts';
import { slotMeanS } from '../../theory/slots.ts';
import { gwei, weiPerEther } from '../../units.ts';
import type { ExactCase, Observations, SampledCase, ValidationCase } from '../case.ts';
import { bareProfile } from '../queueing-experiment.ts';

const queue: Queue = { arrivalTps: 1 / 12, intervalS: 12, batch: 2 };
const highRatio = 0.3;

const profile: ChainProfile = {
  ...bareProfile({ kind: 'slots', intervalMs: 1000 * queue.intervalS }, queue.batch),
  hardfork: 'osaka',
  fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
  client: { preparationMs: 0, receiptMs: 0, workerCount: 1 },
};

/** Nobody's cap is ever below the base fee. */
const bidding = (priorityFeeWei: bigint) => ({
  count: 5,
  balanceWei: 1_000n * weiPerEther,
  bid: { priorityFeeWei, maxFeeOverBaseRatio: 1_000, bump: undefined },
});

const plain = { setup: undefined, contracts: [], client: profile.client };
const round = {
  label: 'two classes',
  timeoutMs: Number.MAX_SAFE_INTEGER,
  pauseMs: 0,
  tolerate: [],
  txCount: undefined,
};

interface Plan {
  readonly seed: number;
  readonly rate: ReturnType<typeof fixedRate>;
  readonly durationMs: number;
  readonly isHigh: (context: WorkloadContext) => boolean;
}

const runClasses = ({ seed, isHigh, ...plan }: Plan): Promise<Run> => {
  const workload: Workload = (context) => {
    const { account, index, send } = context;
    const label = isHigh(context) ? 'high' : 'low';
    return send({ from: account(label, index % 5), to: account(label, 0), gasLimit: 21_000n, label });
  };
  const accounts = { high: bidding(gwei(2)), low: bidding(gwei(1)) };
  const scenario = { name: 'bids', seed, accounts, ...plain, rounds: [{ ...round, ...plan, workload }] };
  const loaded = {
    file: 'bids.ts',
    description: undefined,
    sourceHash: '',
    prices: undefined,
    parameters: {},
    thresholds: [],
    tolerances: {},
  };
  return run({ ...loaded, profile, scenario }, { verification: 'none' });
};

const meansOf = ({ result, failure }: Run): Observations => {
  if (failure !== undefined) throw failure;
  const [summary] = result.rounds;
  const inSeconds = (ms: number | null | undefined): number => (ms ?? Number.NaN) / 1000;
  return {
    high: inSeconds(summary?.labels.high?.latencyMs.mean),
    low: inSeconds(summary?.labels.low?.latencyMs.mean),
    mean: inSeconds(summary?.latencyMs.mean),
  };
};

const inSeconds = (expected: Observations) =>
  Object.entries(expected).map(([figure, value]) => ({ figure, unit: 's', expected: value, decimals: 3 }));

const described = {
  group: 'slots',
  title: 'two account labels that bid differently, through a whole run on the EVM',
} as const;

const overloadCase: ExactCase = {
  ...described,
  kind: 'exact',
  id: 'V10c',
  parameters: {
    'arrivals /s': 0.5,
    'duration /s': 120,
    'per block': 2,
    'slot /s': 12,
    'high bids': '1 in 3',
  },
  source: 'arithmetic: the high class fills ten blocks, the low one the next twenty',
  length: 'short',
  expectations: inSeconds({ high: 9, low: 186, mean: 127 }),
  observe: async () =>
    meansOf(
      await runClasses({
        seed: 1,
        rate: fixedRate(0.5),
        durationMs: 120_000,
        isHigh: ({ index }) => index % 3 === 0,
      }),
    ),
};

const classes = feeClasses(queue, highRatio, (ofClass) => slotMeanS({ ...ofClass, missedRatio: 0 }));

const steadyCase: SampledCase = {
  ...described,
  kind: 'sampled',
  id: 'V10d',
  parameters: { 'arrivals /s': '1/12', 'per block': 2, 'slot /s': 12, 'share with the high bid': highRatio },
  source: 'conservation of the mean; roots of z^b = e^(a(z−1)) for each class',
  length: 'long',
  expectations: inSeconds({
    high: classes.highMeanS,
    low: classes.lowMeanS,
    mean: classes.overallMeanS,
  }),
  observe: async (seed) =>
    meansOf(
      await runClasses({
        seed,
        rate: poissonRate(queue.arrivalTps),
        durationMs: 9_000_000,
        isHigh: ({ random }) => random.uniform() < highRatio,
      }),
    ),
};

export const bidCases: readonly ValidationCase[] = [overloadCase, steadyCase];
