/** Conditions that differ, a line each, as long as they are few. */
import type { ConditionDifference } from '../gate/conditions.ts';
import { oneLine } from './terminal-table.ts';

const mostLines = 12;
const widthOfValue = 60;

export const differenceTexts = (
  differences: readonly ConditionDifference[],
  where: string,
): readonly string[] => {
  const value = (of: string | number | null): string => oneLine(String(of ?? 'absent'), widthOfValue);
  const lines = differences
    .slice(0, mostLines)
    .map(({ field, baseline, current }) => `${field}: ${value(current)}, ${where} ${value(baseline)}`);
  const restCount = differences.length - lines.length;
  return restCount > 0 ? [...lines, `… and ${restCount} more conditions`] : lines;
};
