/** What was demanded of a run, what the auditor says of its own table, and what a reader must know before trusting its figures. */
import type { ThresholdOutcome } from '../../measure/result.ts';
import { metricText } from '../numbers.ts';
import { element, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

export interface CheckWords {
  /** What the auditor says of the run's own table. */
  readonly audit: string;
  readonly remarks: readonly { readonly kind: string; readonly text: string }[];
}

export const bullets = (texts: readonly string[]): Markup =>
  element('ul', {}, ...texts.map((text) => element('li', {}, text)));

export const checksMarkup = (
  { audit, remarks }: CheckWords,
  thresholds: readonly ThresholdOutcome[],
): Markup =>
  element(
    'section',
    { id: 'demands' },
    element('h2', {}, 'Checks'),
    element('h3', {}, 'Thresholds'),
    thresholdsMarkup(thresholds),
    element('h3', {}, 'Audit of the table'),
    element('p', {}, audit),
    element('h3', {}, 'Warnings'),
    remarks.length === 0
      ? element('p', {}, 'None.')
      : bullets(remarks.map(({ kind, text }) => `${kind} ${text}`)),
  );

const thresholdsMarkup = (thresholds: readonly ThresholdOutcome[]): Markup =>
  thresholds.length === 0
    ? element('p', {}, 'The scenario demands none.')
    : tableMarkup({
        title: 'Thresholds',
        columns: (['Metric', 'Demand', 'Value', 'Verdict'] as const).map((head) => ({
          head,
          align: head === 'Value' ? 'right' : 'left',
        })),
        rows: thresholds.map(({ metric, threshold, value, verdict }) => [
          metric,
          threshold,
          value === null ? '' : metricText(value),
          verdict === 'passed' ? '✓ passed' : '✗ failed',
        ]),
      });
