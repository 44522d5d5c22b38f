/** A comparison for people: where the two stand, what is different, largest first, and in a line what there is in all. */
import type { Comparison } from '../../gate/comparison.ts';
import { verdictCounts } from '../../gate/report.ts';
import { type AnyChange, bySize, comparedTable } from '../change-rows.ts';
import { differenceTexts } from '../condition-text.ts';
import { grouped } from '../numbers.ts';
import { createPaint } from '../terminal-table.ts';

export interface NamedComparison {
  readonly a: string;
  readonly b: string;
  readonly comparison: Comparison;
}

/** Ends with a newline. */
export const comparisonText = (
  { a, b, comparison }: NamedComparison,
  options: { readonly color: boolean },
): string => {
  const paint = createPaint(options.color);
  const { method, differences, isSubjectChanged } = comparison;
  const sections = [
    [
      `${paint('heading', 'A')}: ${a}`,
      `${paint('heading', 'B')}: ${b}`,
      ...differenceTexts(differences, 'in A'),
      ...(isSubjectChanged ? ['the contracts’ bytecode is another'] : []),
    ].join('\n'),
    comparedTable(shownChanges(comparison), options.color),
    [...methodLines[method], ...chanceLines(comparison), summaryText(comparison)].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

/** What a reader may not take a single run for. */
const chanceLines = ({ method, differences }: Comparison): readonly string[] =>
  method === 'exact' && differences.length > 0
    ? ['One run each, under different conditions: --replications of both would say what of it is chance.']
    : [];

const methodLines: Readonly<Record<Comparison['method'], readonly string[]>> = {
  exact: [],
  paired: [
    'Rows with ± are means over replications, compared pair by pair, as both met the same chance; ± is half the 95 %',
    'interval of the difference. ~ cannot be told apart (paired t, Holm’s correction over all rows).',
  ],
  independent: [
    'Rows with ± are means over replications of different seeds; ± is half the 95 % interval of the difference. ~ cannot',
    'be told apart (Welch’s t, Holm’s correction over all rows).',
  ],
};

/** Changed ones first, the largest change first, then those that replications cannot tell apart. */
export const shownChanges = ({ changes }: Comparison): readonly AnyChange[] => [
  ...changes.filter(({ verdict }) => verdict !== 'same').sort(bySize),
  ...changes.filter((change) => isUndecided(change)).sort(bySize),
];

/** Not the same in every replication, and yet no difference that can be told. */
const isUndecided = (change: AnyChange): boolean =>
  change.verdict === 'same' && 'difference' in change && change.difference.mean !== 0;

export const summaryText = ({ changes }: Comparison): string => {
  const { same = 0, ...others } = verdictCounts(changes);
  const undecided = changes.filter(isUndecided).length;
  const texts = [
    `${grouped(same - undecided)} the same`,
    ...Object.entries(others).map(([verdict, count]) => `${grouped(count)} ${verdict}`),
    ...(undecided === 0 ? [] : [`${grouped(undecided)} that cannot be told apart`]),
  ];
  return `${grouped(changes.length)} metrics: ${texts.join(', ')}`;
};
