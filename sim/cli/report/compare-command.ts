/** `bench compare`: two results, what is different and by how much. Nothing runs and nothing is written. */
import { type ExitCode, exitCodes } from '../../errors.ts';
import type { Baseline } from '../../gate/baseline.ts';
import { type Comparison, compareResults } from '../../gate/comparison.ts';
import { comparisonDocument } from '../../gate/report.ts';
import { everyMetric, type Selection, selectionOf } from '../../gate/selection.ts';
import { comparisonMarkdown } from '../../report/compare-markdown.ts';
import { toJson } from '../../report/json.ts';
import { comparisonText } from '../../report/terminal/compare.ts';
import { UsageError } from '../failure.ts';
import { createReader, OptionError } from '../option-reader.ts';
import { detectScreen } from '../screen.ts';
import type { CompareArguments } from './compare-options.ts';
import { readResult } from './compare-reading.ts';

const failures = ['regressed', 'changed'] as const;

export const compareCommand = async (args: CompareArguments): Promise<ExitCode> => {
  const failOn = failOnOf(args);
  const comparison = compared(args);
  const named = { a: args.a, b: args.b, comparison };
  process.stdout.write(
    args.json
      ? toJson(comparisonDocument(named))
      : args.markdown
        ? comparisonMarkdown(named)
        : comparisonText(named, { color: detectScreen(false).color }),
  );
  return failOn !== undefined && isFailed(comparison, failOn) ? exitCodes.gateFailed : exitCodes.ok;
};

const failOnOf = ({ failOn, json, markdown }: CompareArguments) => {
  const problems: { path: string; expected: string; received: string }[] = [];
  const chosen = createReader(problems).oneOf('--fail-on', failOn, failures);
  if (json && markdown)
    problems.push({ path: '--markdown', expected: 'one of --json and --markdown', received: 'both' });
  if (problems.length > 0) throw new OptionError('compare', problems);
  return chosen;
};

const compared = ({ a, b, filter }: CompareArguments): Comparison => {
  const selects = filter === undefined ? everyMetric : selectionOf(filter);
  const [before, after] = [readResult(a), readResult(b)].map((result) => selectedOf(result, selects)) as [
    Baseline,
    Baseline,
  ];
  const comparison = compareResults(before, after);
  if (comparison.changes.some(({ verdict }) => verdict !== 'new' && verdict !== 'removed')) return comparison;
  throw new UsageError(
    'the two have no metric in common',
    'compare results of rounds with the same labels, or a wider --filter',
  );
};

const selectedOf = (result: Baseline, selects: Selection): Baseline => {
  const only = <T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...entries].filter(([name]) => selects(name)));
  return { ...result, metrics: only(result.metrics), replications: only(result.replications) };
};

const isFailed = ({ changes }: Comparison, failOn: (typeof failures)[number]): boolean =>
  changes.some(
    ({ verdict }) =>
      verdict === 'regressed' || verdict === 'removed' || (failOn === 'changed' && verdict !== 'same'),
  );
