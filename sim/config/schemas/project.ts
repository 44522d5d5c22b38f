/** What a project file must look like, with the chains of its own. */
import * as z from 'zod/mini';
import { hardforks } from '../../ethereum/hardfork.ts';
import { ownCommandNames } from '../command.ts';
import { background } from './background.ts';
import { byCommandName } from './command.ts';
import { check, prices } from './comparison.ts';
import { network, producer } from './network.ts';
import { duration, name, positive, seed, text, wei, wholeNumber } from './values.ts';

const fees = z.discriminatedUnion(
  'market',
  [
    z.strictObject({ market: z.literal('legacy'), gasPriceWei: wei }),
    z.strictObject({ market: z.literal('eip1559'), initialBaseFeeWei: wei, priorityFeeWei: wei }),
  ],
  { error: 'a fee market: legacy or eip1559' },
);

const receipts = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('subscription') }),
    z.strictObject({ kind: z.literal('polling'), intervalMs: positive('milliseconds above 0') }),
  ],
  { error: 'a way to learn of receipts: subscription or polling' },
);

const gasLimit = z.bigint({ error: 'gas as a bigint' }).check(z.gte(21_000n, { error: 'at least 21000n' }));

const profileOverridesSchema = z.strictObject({
  extends: text,
  description: z.optional(text),
  sources: z.optional(z.array(text)),
  chainId: z.optional(wholeNumber(1)),
  hardfork: z.optional(z.enum(hardforks, { error: `one of ${hardforks.join(', ')}` })),
  blockGasLimit: z.optional(gasLimit),
  gasLimitTarget: z.optional(gasLimit),
  background: z.optional(background),
  producer: z.optional(producer),
  confirmations: z.optional(wholeNumber(1)),
  fees: z.optional(fees),
  mempool: z.optional(
    z.partial(
      z.strictObject({
        maxPending: wholeNumber(1),
        guaranteedPerSender: wholeNumber(1),
        maxQueued: wholeNumber(0),
        maxQueuedPerSender: wholeNumber(0),
        priceBumpPercent: wholeNumber(0),
      }),
    ),
  ),
  node: z.optional(z.strictObject({ msPerGas: duration })),
  network: z.optional(network),
  client: z.optional(
    z.partial(
      z.strictObject({ preparationMs: duration, receiptMs: duration, workerCount: wholeNumber(1), receipts }),
    ),
  ),
});

/** Of the chain below a rollup: what `bench gas --l1` computes the data fee from. */
const l1 = z.strictObject({
  baseFeeWei: wei,
  blobBaseFeeWei: wei,
  baseFeeScalar: wholeNumber(0),
  blobBaseFeeScalar: wholeNumber(0),
  source: text,
  date: z.iso.date({ error: 'a date, as 2021-03-29' }),
});

export const projectSchema = z.strictObject({
  chain: z.optional(text),
  seed: z.optional(seed),
  scenarios: z.optional(text),
  chains: z.optional(z.record(name, profileOverridesSchema)),
  prices: z.optional(prices),
  l1: z.optional(l1),
  commands: z.optional(byCommandName(ownCommandNames, text)),
  check: z.optional(check),
});
