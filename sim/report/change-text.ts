/** One metric that changed, in a sentence. */
import { type AnyChange, marginText, ratioText } from './change-rows.ts';
import { cell } from './csv/csv-lines.ts';
import { metricText } from './numbers.ts';

export const changeText = (change: AnyChange): string => {
  const { metric, baseline, current, verdict } = change;
  const before = cell(baseline, metricText) || 'nothing';
  const after = cell(current, metricText) || 'nothing';
  const size = [ratioText(change), marginText(change)].filter((text) => text !== '').join(' ');
  return `${metric} ${verdict}: ${before} before, ${after} now${size === '' ? '' : `, ${size}`}`;
};
