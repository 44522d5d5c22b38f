/** In words, what was left out of a round's figures as its warm-up; nothing where no cut was asked for. */
import type { RoundSummary } from '../measure/summary.ts';
import { grouped, seconds } from './numbers.ts';

export const warmUpText = ({ warmUp, submitted, startMs }: RoundSummary): string | undefined => {
  switch (warmUp?.kind) {
    case undefined:
    case 'tooLong': // a warning of its own
      return undefined;
    case 'tooFew':
      return `too few successes of ${grouped(submitted)} to find its end: nothing cut`;
    case 'cut':
      if (warmUp.rowCount === 0) return `no row cut (${warmUp.method})`;
      return `the first ${grouped(warmUp.rowCount)} of ${grouped(submitted)} cut, sent before ${seconds(warmUp.sinceMs - startMs)} s (${warmUp.method})`;
  }
};
