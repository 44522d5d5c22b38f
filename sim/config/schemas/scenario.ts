/** What a scenario must look like. */
import * as z from 'zod/mini';
import { check, prices } from './comparison.ts';
import { duration, fn, name, positive, seed, text, wei, wholeNumber, withKind } from './values.ts';

const round = z
  .strictObject({
    label: text,
    txCount: z.optional(wholeNumber(1)),
    durationMs: z.optional(positive('milliseconds above 0')),
    rate: withKind('a rate controller, such as fixedRate(100)'),
    workload: fn('an async function of the workload context'),
    timeoutMs: z.optional(positive('milliseconds above 0')),
    pauseMs: z.optional(
      z.union([duration, withKind('')], { error: 'milliseconds, 0 or more, or a distribution of them' }),
    ),
    tolerate: z.optional(
      z.array(z.enum(['failed', 'pending'], { error: "'failed' or 'pending'" }), { error: 'a list' }),
    ),
  })
  .check(
    z.refine((value) => (value.txCount === undefined) !== (value.durationMs === undefined), {
      error: 'exactly one of txCount and durationMs',
    }),
  );

const amount = z.union([wei, withKind('')], {
  error: 'wei as a bigint, 0n or more, or a distribution of wei',
});
const ratio = z.union([positive(''), withKind('')], {
  error: 'a number above 0, or a distribution of such',
});

const bid = z.partial(
  z.strictObject({
    priorityFeeWei: amount,
    maxFeeWei: amount,
    maxFeeOverBaseRatio: ratio,
    gasPriceWei: amount,
    gasPriceOverQuoteRatio: ratio,
    bumpAfterMs: positive('milliseconds above 0'),
    bumpRatio: positive('a number above 1'),
    maxBumps: wholeNumber(1),
  }),
);

/** Of one account label that is not just a count. */
export const accountsSchema = z.strictObject({
  count: wholeNumber(1),
  balanceWei: z.optional(wei),
  bid: z.optional(bid),
});

const thresholds = z.record(
  text,
  z
    .array(text, { error: "a list of thresholds, such as ['p(95)<2000']" })
    .check(z.minLength(1, { error: 'at least one threshold' })),
  { error: "metrics with their thresholds, such as { latencyMs: ['p(95)<2000'] }" },
);

export const scenarioSchema = z.strictObject({
  name: z.optional(name),
  description: z.optional(text),
  chain: z.optional(text),
  seed: z.optional(seed),
  accounts: z.record(
    z.string(),
    z.union([wholeNumber(1), z.custom<object>((value) => typeof value === 'object' && value !== null)], {
      error: 'a count of at least 1, or { count, balanceWei, bid }',
    }),
    { error: 'account labels with their counts, such as { user: 10 }' },
  ),
  contracts: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        file: text,
        contract: z.optional(text),
        args: z.optional(
          z.union([z.array(z.unknown()), fn('')], {
            error: 'a list of constructor arguments, or a function that makes it',
          }),
        ),
      }),
      { error: 'contract names with their files, such as { counter: { file: "./Counter.sol" } }' },
    ),
  ),
  setup: z.optional(fn('an async function of the workload context')),
  rounds: z
    .array(round, { error: 'a list of rounds' })
    .check(z.minLength(1, { error: 'at least one round' })),
  prices: z.optional(prices),
  thresholds: z.optional(thresholds),
  check: z.optional(check),
});
