/**
 * Ctrl-C and its kin: the first signal asks the run to stop before its next event, so that what there is can be
 * written, marked incomplete; a second one ends the process at once.
 */
import { BenchError, type ExitCode, exitCodes } from '../errors.ts';

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;
type Signal = keyof typeof signals;

/** Calls `onInterrupt` at the first signal; returns what undoes the arrangement. */
export const onSignals = (onInterrupt: (interruption: Interruption) => void): (() => void) => {
  let isRepeated = false;
  const handlers = (Object.keys(signals) as Signal[]).map((signal) => {
    const handler = (): void => {
      if (isRepeated) process.exit(signals[signal]);
      isRepeated = true;
      onInterrupt(new Interruption(signal, signals[signal]));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
};

export class Interruption extends BenchError {
  override readonly name = 'Interruption';
  constructor(signal: string, exitCode: ExitCode) {
    super(`stopped by ${signal}: the results are of what ran until then`, { code: 'INTERRUPTED', exitCode });
  }
}
