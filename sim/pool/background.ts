/**
 * The stream of other people's transactions. It is drawn when somebody asks, up to now, and handed to every pool at once:
 * an arrival costs a few random numbers and no event. The draws are the same whoever asks first, because each kind has a
 * stream of its own and is drawn in the order of arrival.
 *
 * A sender's base fee is that of the next block, as the clients' node knows it when the transaction comes. So whoever is
 * about to move that node's head asks first. What comes at the very instant of a block is for the next one. What no node
 * would take, for more gas than a block has or no tip, is refused at the door and gets into no pool.
 */
import { type Amount, type Distribution, sample, sampleMs } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import { msPerS, quantiseMs } from '../units.ts';
import { leastTipWei } from './admission.ts';
import type { BackgroundFees, BackgroundProfile } from './background-profile.ts';

export interface BackgroundTransaction {
  readonly gas: bigint;
  /** Doubles of whole wei, as those of pooled transactions. */
  readonly maxFeeWei: number;
  readonly tipWei: number;
}

export interface Background {
  /** From now on the pool is given every arrival. */
  connect(pool: (transaction: BackgroundTransaction) => void): void;
  /** What has come before this moment is in the pools when it returns. */
  catchUp(): void;
  arrivedCount(): number;
  /** Of these, at the door. */
  refusedCount(): number;
}

export interface BackgroundOptions {
  readonly profile: BackgroundProfile;
  /** Of its own. */
  readonly random: RandomStream;
  readonly nowMs: () => number;
  /** Of the next block, as the clients' node sees it; undefined before London. */
  readonly nextBaseFeeWei: () => bigint | undefined;
  /** Of that node's newest block. */
  readonly gasLimit: () => bigint;
}

/** Undefined where the profile has none. */
export const backgroundOf = (
  { background: profile }: { readonly background?: BackgroundProfile },
  options: Omit<BackgroundOptions, 'profile'>,
): Background | undefined => (profile === undefined ? undefined : createBackground({ ...options, profile }));

export const createBackground = (options: BackgroundOptions): Background => {
  const { profile, random, nowMs, nextBaseFeeWei, gasLimit } = options;
  const pools: ((transaction: BackgroundTransaction) => void)[] = [];
  const drawIntervalMs = intervalsOf(profile, random.fork('arrivals'));
  const drawGas = amounts(profile.gas, random.fork('gas'), 21_000);
  const drawFees = feesOf(profile.fees, random);
  let nextMs = drawIntervalMs();
  let arrivedCount = 0;
  let refusedCount = 0;

  const arrive = (baseFeeWei: number, mostGas: bigint): void => {
    const transaction = { gas: BigInt(drawGas()), ...drawFees(baseFeeWei) };
    nextMs = quantiseMs(nextMs + drawIntervalMs());
    arrivedCount += 1;
    if (transaction.gas > mostGas || transaction.tipWei < leastTipWei) refusedCount += 1;
    else for (const pool of pools) pool(transaction);
  };

  return {
    connect: (pool) => void pools.push(pool),
    catchUp: () => {
      const untilMs = nowMs();
      if (nextMs >= untilMs) return;
      const baseFeeWei = Number(nextBaseFeeWei() ?? 0n);
      const mostGas = gasLimit();
      while (nextMs < untilMs) arrive(baseFeeWei, mostGas);
    },
    arrivedCount: () => arrivedCount,
    refusedCount: () => refusedCount,
  };
};

const intervalsOf = ({ arrivals }: BackgroundProfile, random: RandomStream): (() => number) => {
  const intervals: Distribution =
    arrivals.kind === 'intervals'
      ? arrivals.intervalMs
      : { kind: 'exponential', meanMs: msPerS / arrivals.ratePerS };
  return () => sampleMs(intervals, random);
};

/** What is the same for all is not drawn. */
const draws = (amount: number | bigint | Distribution, random: RandomStream): (() => number) => {
  if (typeof amount === 'object') return () => sample(amount, random);
  const value = Number(amount);
  return () => value;
};

const amounts = (amount: Amount | number, random: RandomStream, least = 0): (() => number) => {
  const draw = draws(amount, random);
  return () => Math.max(least, Math.round(draw()));
};

type DrawnFees = Pick<BackgroundTransaction, 'maxFeeWei' | 'tipWei'>;

const feesOf = (fees: BackgroundFees, random: RandomStream): ((baseFeeWei: number) => DrawnFees) => {
  if (fees.kind === 'gas-price') {
    const drawPriceWei = amounts(fees.gasPriceWei, random.fork('gas-prices'));
    return () => {
      const priceWei = drawPriceWei();
      return { maxFeeWei: priceWei, tipWei: priceWei };
    };
  }
  const drawTipWei = amounts(fees.priorityFeeWei, random.fork('tips'));
  const drawCapWei = capsOf(fees, random.fork('caps'));
  return (baseFeeWei) => {
    const tipWei = drawTipWei();
    const maxFeeWei = drawCapWei(baseFeeWei, tipWei);
    return { maxFeeWei, tipWei: Math.min(tipWei, maxFeeWei) };
  };
};

const capsOf = (
  fees: Exclude<BackgroundFees, { kind: 'gas-price' }>,
  random: RandomStream,
): ((baseFeeWei: number, tipWei: number) => number) => {
  if (fees.kind === 'capped') return amounts(fees.maxFeeWei, random);
  const drawRatio = draws(fees.maxFeeOverBaseRatio, random);
  return (baseFeeWei, tipWei) => Math.round(drawRatio() * baseFeeWei) + tipWei;
};
