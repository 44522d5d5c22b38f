/**
 * What fees come to in ether and in a currency, by a price that the scenario or its project pins: nothing here looks one
 * up, and without a price there is no currency in any result.
 */
import { weiPerEther } from '../units.ts';
import type { FeeSummary } from './fees.ts';
import type { Costs } from './gas.ts';
import { tidy } from './tidy.ts';

export interface Prices {
  /** Three letters, as in ISO 4217. */
  readonly currency: string;
  readonly perEther: number;
  /** Where the price is from, and the day it is of. */
  readonly source: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

type FeeFigure = Exclude<keyof FeeSummary, 'count'>;
/** The figures of a distribution of fees, in another unit. */
type Priced = Readonly<Record<FeeFigure, number | null>>;

/** What each label of each round paid for an operation, in both. */
export interface PricedFees extends Prices {
  readonly rounds: readonly {
    readonly label: string;
    readonly labels: Readonly<Record<string, PricedFee>>;
  }[];
}

/** The currency's key names it: `feeEUR`. */
export type PricedFee = Readonly<Record<`fee${string}`, Priced>> & { readonly feeEther: Priced };

/** Labels that paid nothing are left out. */
export const priceFees = (
  rounds: readonly { readonly label: string; readonly labels: Readonly<Record<string, Costs>> }[],
  prices: Prices,
): PricedFees => ({
  ...prices,
  rounds: rounds.map(({ label, labels }) => ({
    label,
    labels: Object.fromEntries(
      Object.entries(labels).flatMap(([name, { feeWei }]) =>
        feeWei === null ? [] : [[name, priceFee(feeWei, prices)]],
      ),
    ),
  })),
});

const priceFee = (feeWei: FeeSummary, { currency, perEther }: Prices): PricedFee => ({
  feeEther: inUnits(feeWei, 1),
  [`fee${currency}` as const]: inUnits(feeWei, perEther),
});

const inUnits = ({ count: _, ...figures }: FeeSummary, perEther: number): Priced =>
  Object.fromEntries(
    Object.entries(figures).map(([name, wei]) => [
      name,
      wei === null ? null : tidy((Number(wei) / Number(weiPerEther)) * perEther),
    ]),
  ) as Priced;
