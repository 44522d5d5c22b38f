/** A comparison for a pull request: the verdict first, then changed rows only. */
import { bySize, marginText, ratioText } from './change-rows.ts';
import { differenceTexts } from './condition-text.ts';
import { cell } from './csv/csv-lines.ts';
import { metricText } from './numbers.ts';
import { type NamedComparison, summaryText } from './terminal/compare.ts';

/** Ends with a newline. */
export const comparisonMarkdown = ({ a, b, comparison }: NamedComparison): string => {
  const changed = comparison.changes.filter(({ verdict }) => verdict !== 'same').sort(bySize);
  const isReplicated = comparison.method !== 'exact';
  const head = ['Metric', 'A', 'B', 'Change', ...(isReplicated ? ['± 95 %'] : []), 'Verdict'];
  const rows = changed.map((change) => [
    `\`${change.metric}\``,
    cell(change.baseline, metricText),
    cell(change.current, metricText),
    ratioText(change),
    ...(isReplicated ? [marginText(change)] : []),
    change.verdict,
  ]);
  const table = [
    head,
    head.map((name) => (name === 'Metric' || name === 'Verdict' ? ':--' : '--:')),
    ...rows,
  ];
  const lines = [
    `**${summaryText(comparison)}**`,
    '',
    `A is \`${a}\`, B is \`${b}\`.`,
    ...differenceTexts(comparison.differences, 'in A').map((text) => `- ${escaped(text)}`),
    ...(rows.length === 0 ? [] : ['', ...table.map((cells) => `| ${cells.map(escaped).join(' | ')} |`)]),
  ];
  return `${lines.join('\n')}\n`;
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');
