/** A verdict as one line: `mean(avg[1]) = 39.825 < mean(avg[2]) = 4.237: fails, by 35.588 (9.4 times)`. */
import type { Comparison, Side, Truth } from './comparison.ts';
import type { ColumnUse } from './inquiry.ts';

/** All that is known of a claim. Plain data; numbers are decimal text. */
export interface Finding extends Truth {
  /** As it was given. */
  readonly claim: string;
  /** From left to right; one, unless the claim joins several. */
  readonly comparisons: readonly Comparison[];
  readonly columns: readonly ColumnUse[];
}

export const sentenceOf = (finding: Finding): string => {
  const parts = finding.comparisons.map(compared).join('; ');
  const whole = isPlain(finding) ? parts : `${finding.claim}: ${finding.verdict} (${parts})`;
  return [whole, ...finding.columns.flatMap(leftOut)].join('; ');
};

/** Whether it is what its only comparison says, rather than the reverse. */
const isPlain = ({ comparisons, holdsAsPrinted }: Finding): boolean =>
  comparisons.length === 1 && comparisons[0]?.holdsAsPrinted === holdsAsPrinted;

const compared = (comparison: Comparison): string =>
  `${side(comparison.left)} ${comparison.operator} ${side(comparison.right)}: ${outcome(comparison)}`;

/** A number that the claim gives needs no value. */
const side = ({ text, value }: Side): string => (/^-?[\d.]+$/.test(text) ? text : `${text} = ${value}`);

const outcome = (comparison: Comparison): string => {
  if (comparison.verdict !== 'undecided') return `${comparison.verdict}${margin(comparison)}`;
  const asPrinted = `${comparison.holdsAsPrinted ? 'holds' : 'fails'}${margin(comparison)}`;
  return `undecided within rounding, ${span(comparison.left)} against ${span(comparison.right)}; as printed it ${asPrinted}`;
};

const margin = ({ difference, times }: Comparison): string => {
  if (difference === '0') return '';
  return `, by ${difference}${times === null || times === '1' ? '' : ` (${times} times)`}`;
};

const span = ({ interval: { low, high } }: Side): string => (low === high ? low : `${low} to ${high}`);

const leftOut = ({ text, absent, infinite }: ColumnUse): readonly string[] => {
  const counts = [absent > 0 ? `${absent} absent` : [], infinite > 0 ? `${infinite} infinite` : []].flat();
  return counts.length === 0 ? [] : [`left out of ${text}: ${counts.join(', ')}`];
};
