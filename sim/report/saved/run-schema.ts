/** What result.json must have before anything is made of it. Fields that are not read here may be more than these. */
import * as z from 'zod/mini';
import { schemaVersion } from '../../measure/result.ts';
import { exitReasons } from '../../measure/summary.ts';

const expects = (error: string) => ({ error });

const text = z.string(expects('a text'));
const number = z.number(expects('a number'));
const count = z.int(expects('a whole number'));
const numberOrNone = z.nullable(number);
/** Whole amounts of gas or wei, which JSON could not hold. */
const amount = z.string(expects('a whole number as text')).check(z.regex(/^\d+$/, 'a whole number as text'));
const exitReason = z.enum(exitReasons, expects(`one of ${exitReasons.join(', ')}`));

const object = <T extends z.core.$ZodLooseShape>(shape: T) => z.looseObject(shape, expects('an object'));
const list = <T extends z.core.$ZodType>(item: T) => z.array(item, expects('a list'));
const byName = <T extends z.core.$ZodType>(value: T) => z.record(z.string(), value, expects('an object'));

const latency = object({
  ...{ min: numberOrNone, mean: numberOrNone, max: numberOrNone, stddev: numberOrNone },
  ...{ p50: numberOrNone, p90: numberOrNone, p95: numberOrNone, p99: numberOrNone, p999: numberOrNone },
});

const amountSummary = object({ count, min: amount, mean: amount, max: amount, total: amount });
const amounts = z.nullable(amountSummary);
const costs = { gas: amounts, feeWei: amounts, readGas: amounts };
const counts = { submitted: count, succeeded: count, failed: count, pending: count };
const rates = object({ sendRateTps: numberOrNone, throughputTps: numberOrNone });

const round = object({
  label: text,
  ...counts,
  dropped: count,
  ...{ targetRateTps: numberOrNone, plannedRateTps: numberOrNone },
  ...{ sendRateTps: numberOrNone, throughputTps: numberOrNone },
  rates: object({ 'caliper<=0.3': rates }),
  latencyMs: latency,
  latencyFromSubmittedMs: latency,
  inFlight: object({ mean: numberOrNone, peak: count, halfway: count, atLastSend: count }),
  ...costs,
  replacements: count,
  labels: byName(object({ ...counts, replacements: count, latencyMs: latency, ...costs })),
  failures: list(object({ error: text, count })),
  ...{ startMs: number, endMs: number },
  exitReason,
});

const functionCosts = object({
  ...{ contract: text, function: text, effect: text, gas: amountSummary, calldataByteCount: count },
  parts: object({ base: amount, calldata: amount, execution: amount, refund: amount, floor: amount }),
});

const finding = object({ about: text, exitCode: count, text });

export const savedRunSchema = object({
  schemaVersion: z.literal(schemaVersion, expects(`${schemaVersion}, the schema that this version reads`)),
  scenario: object({ name: text, rounds: z.optional(list(object({ tolerate: list(text) }))) }),
  seed: number,
  fingerprint: byName(z.unknown()),
  rounds: list(round),
  deployments: z.optional(
    list(object({ name: text, gas: amount, creationBytes: count, deployedBytes: z.nullable(count) })),
  ),
  functions: z.optional(list(functionCosts)),
  thresholds: z.optional(
    list(
      object({
        metric: text,
        threshold: text,
        verdict: z.enum(['passed', 'failed'], expects('passed or failed')),
      }),
    ),
  ),
  exitReason,
  verdict: z.optional(
    object({
      outcome: z.enum(['passed', 'failed'], expects('passed or failed')),
      exitCode: count,
      findings: list(finding),
    }),
  ),
});
