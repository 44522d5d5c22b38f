/**
 * The chains on which revocations race with reads. The registry needs the rules of Cancun, so proof of work is here its block times and
 * networks under today's rules.
 */
import {
  exponential,
  type FeeBid,
  gwei,
  logNormal,
  type ProfileOverrides,
  poissonMeanS,
  slotMeanS,
} from '../../../sim/index.ts';
import { confirmationsOn } from '../protocol/server-parts.ts';

export interface Setting {
  readonly id: string;
  readonly title: string;
  readonly chain: ProfileOverrides;
  /** Of blocks, on average; 0 where each transaction has one of its own. */
  readonly intervalS: number;
  /** Of a grant, before reads are served. Revocations wait for none. */
  readonly confirmations: number;
  /** Between two revocations, so that hardly any two wait for the same block. */
  readonly spacingMs: number;
  /** From the submission to the block, in the mean; null where there is no closed form. */
  readonly inclusionS: number | null;
  /** How long a revocation is watched. */
  readonly horizonMs: number;
  readonly trialCount: number;
  /** Of a block, for which calls to the node wait; 0: no longer than the readers resolve. */
  readonly executionMs: number;
  /** Absent: what a wallet quotes. */
  readonly bid?: FeeBid;
}

const hourMs = 3_600_000;
const alone = { arrivalTps: 1e-6, batch: Number.POSITIVE_INFINITY };
const todaysRules = {
  hardfork: 'osaka',
  fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
} as const;

const slots = (id: string, intervalS: number, missedRatio: number, trialCount: number): Setting => ({
  ...{ id, title: `${id}: a slot every ${intervalS} s`, chain: { extends: id }, intervalS },
  ...{ confirmations: confirmationsOn.slots, spacingMs: 2_000 * intervalS, horizonMs: hourMs },
  ...{ trialCount, executionMs: 0 },
  inclusionS: slotMeanS({ ...alone, intervalS, missedRatio }),
});

export const mainnet = slots('mainnet', 12, 0.003, 20);

export const settings: readonly Setting[] = [
  {
    ...{ id: 'instant', title: 'instant: a block for each transaction', chain: { extends: 'instant' } },
    ...{ intervalS: 0, confirmations: 0, spacingMs: 1_000, inclusionS: 0, horizonMs: hourMs },
    ...{ trialCount: 12, executionMs: 0 },
  },
  slots('dev-2s', 2, 0, 12),
  mainnet,
  {
    ...{ id: 'pow-15s', title: 'pow-15s: proof of work every 15.5 s, today’s rules', intervalS: 15.5 },
    chain: { ...todaysRules, extends: 'pow-15s' },
    ...{
      confirmations: confirmationsOn.proofOfWork,
      spacingMs: 46_500,
      horizonMs: hourMs,
      trialCount: 20,
      executionMs: 0,
    },
    inclusionS: poissonMeanS({ ...alone, intervalS: 15.5 }),
  },
  {
    ...{ id: 'mainnet-2021', title: 'mainnet-2021: 37 miners and their network, today’s rules' },
    chain: { ...todaysRules, extends: 'mainnet-2021' },
    ...{
      confirmations: confirmationsOn.proofOfWork,
      spacingMs: 40_000,
      horizonMs: hourMs,
      trialCount: 12,
      executionMs: 0,
    },
    ...{ intervalS: 13.3, inclusionS: null },
  },
];

/**
 * Others want ten times the gas that the chain has: 50 × 100,000 a second of blocks a tenth as large as the main net's. What each uses and
 * offers is as in the profile `mainnet-busy`.
 */
const crowded: ProfileOverrides = {
  extends: 'mainnet',
  blockGasLimit: 6_000_000n,
  background: {
    arrivals: { kind: 'poisson', ratePerS: 50 },
    gas: logNormal(66_700, 0.9),
    fees: {
      kind: 'capped',
      priorityFeeWei: exponential(Number(gwei(0.1))),
      maxFeeWei: logNormal(Number(gwei(1.54)), 1),
    },
    byteCount: 200,
  },
};

export const crowdedSettings: readonly Setting[] = [
  { id: 'quote', title: 'the wallet’s quote' },
  {
    ...{ id: 'low-tip', title: 'the quoted cap, a tip as others’' },
    bid: { priorityFeeWei: gwei(0.1), maxFeeOverBaseRatio: 2 },
  },
  {
    ...{ id: 'old-cap', title: 'a cap that was enough before' },
    bid: { priorityFeeWei: gwei(1), maxFeeWei: gwei(3) },
  },
].map((sender) => ({
  ...{ ...mainnet, ...sender, chain: crowded, inclusionS: null },
  ...{ trialCount: 10, horizonMs: 600_000, executionMs: 60 },
}));
