import type { RefusalReason, Submission } from '../chain/chain.ts';
import { BenchError, exitCodes } from '../errors.ts';
import type { SendOptions } from '../load/workload.ts';

/**
 * The errors by which a scenario's own mistakes stop a run. A pool that is full or a contract that reverts is a result
 * and becomes a failed row; a transaction that no chain in this state could ever take is a mistake in the scenario.
 */
type Refusal = Extract<Submission, { kind: 'refused' }>;

const faults: Partial<Record<RefusalReason, { readonly code: string; readonly hint: string }>> = {
  insufficientFunds: {
    code: 'INSUFFICIENT_FUNDS',
    hint: "Raise the label's balanceWei under 'accounts' of the scenario, or spread the sends over more accounts.",
  },
  blockGasLimitExceeded: {
    code: 'GAS_LIMIT_ABOVE_BLOCK',
    hint: "Lower the request's gasLimit, or choose a chain with larger blocks.",
  },
  intrinsicGasTooLow: {
    code: 'GAS_LIMIT_TOO_LOW',
    hint: "Raise the request's gasLimit, or leave it out to have it estimated.",
  },
  invalidTransaction: {
    code: 'TRANSACTION_INVALID',
    hint: 'No node of this chain accepts such a transaction: look at its value, gas limit and fees.',
  },
};

export const isFault = (reason: RefusalReason): boolean => faults[reason] !== undefined;

export const faultOf = (
  refusal: Refusal,
  { from, valueWei = 0n }: Pick<SendOptions, 'from' | 'valueWei'>,
) => {
  const { code, hint } = faults[refusal.reason] ?? { code: 'TRANSACTION_REFUSED', hint: undefined };
  const sender = `account ${from.index} of '${from.label}' (${from.address})`;
  const text = `the node refuses a transaction of ${sender} with value ${valueWei} wei: ${refusal.message}`;
  return new ScenarioError(text, code, hint);
};

/** What was thrown, with the place in front; the code and the advice of a known error are kept. */
export const placed = (place: string, thrown: unknown): ScenarioError => {
  if (thrown instanceof BenchError)
    return new ScenarioError(`${place}: ${thrown.message}`, thrown.code, thrown.hint, thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new ScenarioError(`${place}: the scenario threw: ${detail}`, 'SCENARIO_THREW', undefined, thrown);
};

/** A closed loop whose calls take no time would start calls for ever within one instant. */
export const standstillError = (roundLabel: string): ScenarioError =>
  new ScenarioError(
    `round '${roundLabel}': its calls end in the instant in which they start, so that its time never passes`,
    'ROUND_STANDS_STILL',
    'Give the round a txCount instead of a durationMs, or the chain or the client a processing time.',
  );

export class ScenarioError extends BenchError {
  override readonly name = 'ScenarioError';

  constructor(message: string, code: string, hint: string | undefined, cause?: unknown) {
    const problems = cause instanceof BenchError ? cause.problems : [];
    const exitCode =
      cause instanceof BenchError && cause.exitCode === exitCodes.internal
        ? exitCodes.internal
        : exitCodes.scenarioFailed;
    super(message, { code, exitCode, hint, problems, cause });
  }
}
