/** The report of a validation for people: grouped, each figure expected, observed, how sure, and the verdict last. */
import type { CaseVerdict, FigureVerdict } from '../../validate/verdict.ts';
import { createPaint, type Paint, type TableColumn, terminalTable, titled } from '../terminal-table.ts';

interface FigureRow {
  readonly validation: CaseVerdict;
  readonly figure: FigureVerdict;
  /** The first figure of a case bears its name. */
  readonly isFirst: boolean;
}

/** Ends without a newline. */
export const validationText = (
  verdicts: readonly CaseVerdict[],
  options: { readonly color: boolean },
): string => {
  const paint = createPaint(options.color);
  const groups = [...new Set(verdicts.map(({ group }) => group))];
  return [...groups.map((group) => groupText(group, verdicts, paint)), verdictLine(verdicts, paint)].join(
    '\n\n',
  );
};

const groupText = (group: string, verdicts: readonly CaseVerdict[], paint: Paint): string => {
  const own = verdicts.filter((verdict) => verdict.group === group);
  const rows = own.flatMap((validation) =>
    validation.figures.map((figure, index) => ({ validation, figure, isFirst: index === 0 })),
  );
  const titles = own.map(({ id, title, parameters }) => `${id}  ${title} (${parametersText(parameters)})`);
  const table = terminalTable(rows, columns(paint), paint);
  return `${titled(group, '', table, paint)}\n${titles.map((line) => paint('quiet', line)).join('\n')}`;
};

const parametersText = (parameters: CaseVerdict['parameters']): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(6)) : value}`)
    .join(', ');

const columns = (paint: Paint): readonly TableColumn<FigureRow>[] => [
  { head: 'Case', align: 'left', text: ({ validation, isFirst }) => (isFirst ? validation.id : ' ') },
  { head: 'Figure', align: 'left', text: figureText },
  { head: 'Expected', align: 'right', text: ({ figure }) => figure.expected.toFixed(figure.decimals) },
  { head: 'Observed', align: 'right', text: ({ figure }) => figure.observed.toFixed(figure.decimals) },
  { head: 'Std error', align: 'right', text: ({ figure }) => errorText(figure) },
  { head: 'Off by', align: 'right', text: ({ figure }) => distanceText(figure) },
  { head: 'Verdict', align: 'left', text: ({ figure }) => mark(figure, paint) },
];

const figureText = ({ figure: { figure, unit } }: FigureRow): string =>
  unit === '' ? figure : `${figure} (${unit})`;

const errorText = ({ standardError, expected }: FigureVerdict): string =>
  standardError === null ? 'exact' : `${((100 * standardError) / Math.abs(expected)).toFixed(2)} %`;

/** In standard errors; at most four. */
const distanceText = ({ standardError, expected, observed }: FigureVerdict): string =>
  standardError === null ? '' : `${((observed - expected) / standardError).toFixed(1)} SE`;

const mark = ({ verdict, reason }: FigureVerdict, paint: Paint): string => {
  if (verdict === 'passed') return paint('good', '✓');
  return paint('bad', reason === 'imprecise' ? '✗ too imprecise' : '✗ differs');
};

const verdictLine = (verdicts: readonly CaseVerdict[], paint: Paint): string => {
  const failed = verdicts.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  const figureCount = verdicts.flatMap(({ figures }) => figures).length;
  return failed.length === 0
    ? `${paint('good', '✓ passed')}: ${verdicts.length} cases, ${figureCount} figures`
    : `${paint('bad', '✗ failed')}: ${failed.join(', ')}, of ${verdicts.length} cases`;
};
