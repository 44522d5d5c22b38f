import type { ExitReason } from '../measure/summary.ts';
import type { Paint } from './terminal-table.ts';

/** How the last line of a report begins. */
export const verdictMark = (verdict: 'passed' | 'failed', exitReason: ExitReason, paint: Paint): string => {
  const mark = verdict === 'passed' ? paint('good', '✓ passed') : paint('bad', '✗ failed');
  return exitReason === 'interrupted' ? `${mark} (incomplete)` : mark;
};
