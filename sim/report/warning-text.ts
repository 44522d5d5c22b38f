/** The words for the warnings of a round. */
import type { Warning } from '../measure/warnings.ts';
import { fixed, grouped, seconds } from './numbers.ts';
import { oneLine } from './terminal-table.ts';

export const warningText = (warning: Warning): string => {
  switch (warning.code) {
    case 'failures':
      return `${grouped(warning.count)} failed: ${oneLine(warning.error, 80)}`;
    case 'pending':
      return `${grouped(warning.count)} still pending when the round ended, ${seconds(warning.horizonMs)} s after its start`;
    case 'dropped':
      return `${grouped(warning.count)} of the plan never started`;
    case 'lateClient':
      return `the client kept ${fixed(warning.sendRateTps, 1)} of ${fixed(warning.plannedRateTps, 1)} planned per second`;
    case 'backlog':
      return `in flight ${grouped(warning.halfway)} halfway, ${grouped(warning.atLastSend)} at the last send: overload, or too short a round`;
    case 'warmUpTooLong':
      return 'no end of the warm-up in its first half, so nothing was cut: run it longer';
    case 'endedEarly':
      return warning.exitReason === 'interrupted'
        ? 'interrupted, incomplete'
        : 'ended by a failure, incomplete';
  }
};
