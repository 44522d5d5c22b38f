/**
 * The report of a run as one page: a file that opens from disk, asks for nothing, needs no script, prints, and reads in the
 * dark. It is a pure function of what is given, and that may be of a run that still goes on.
 *
 * The verdict, tables and remarks come from the caller, so that the page says what the terminal says.
 */
import type { RunResult } from '../../measure/result.ts';
import { type RunPicture, runPlots } from '../../plot/plots.ts';
import { createRenderer, type Renderer } from '../../plot/render.ts';
import type { ReportTable } from '../report-table.ts';
import { bullets, type CheckWords, checksMarkup } from './checks.ts';
import { conditionsMarkup } from './conditions.ts';
import { htmlDocument, navigationMarkup, tableSection } from './document.ts';
import { figureMarkup } from './figure.ts';
import { element, type Markup } from './markup.ts';

export interface PageInput extends RunPicture, CheckWords {
  readonly result: RunResult;
  /** `running`: of a run that goes on. */
  readonly verdict: 'passed' | 'failed' | 'running';
  /** In words, what led to it. */
  readonly findings: readonly string[];
  /** In a line, what became of the transactions. */
  readonly totals: string;
  readonly tables: readonly ReportTable[];
  /** A page that is served, with a policy of the server's own, and runs this script. Absent: a file, which runs none. */
  readonly script?: string | undefined;
}

/** A renderer is for several pages, as of a live view; without one, Vega loads here. */
export const renderPage = async (input: PageInput, renderer?: Renderer): Promise<string> => {
  const render = renderer ?? (await createRenderer());
  const figures: Markup[] = [];
  for (const plot of runPlots(input)) figures.push(await figureMarkup(plot, render));
  const { result, tables } = input;
  const name = String(result.scenario.name ?? 'run');
  return htmlDocument(
    `${name} – chronobench`,
    input.script,
    element('header', {}, ...heading(name, result), verdictMarkup(input), navigation),
    element(
      'main',
      {},
      element(
        'section',
        { id: 'tables' },
        element('h2', {}, 'Tables'),
        ...tables.map((table) => tableSection(table)),
      ),
      element('section', { id: 'plots' }, element('h2', {}, 'Plots'), ...sampleNote(result), ...figures),
      checksMarkup(input, result.thresholds ?? []),
      conditionsMarkup(result),
    ),
  );
};

const heading = (name: string, { scenario, seed, replications }: RunResult): readonly Markup[] => {
  const { chain, description } = scenario as { chain?: { name?: unknown }; description?: unknown };
  const facts = [
    ...(typeof description === 'string' ? [description] : []),
    `chain ${String(chain?.name ?? 'unknown')}, seed ${seed}`,
    ...(replications === undefined ? [] : [`the first of ${replications.count} replications`]),
  ];
  return [element('h1', {}, name), element('p', { class: 'lead' }, facts.join('; '))];
};

const marks = { passed: '✓ passed', failed: '✗ failed', running: '… running' } as const;

const verdictMarkup = ({ verdict, totals, result, findings }: PageInput): Markup => {
  const incomplete = result.exitReason === 'interrupted' ? ' (incomplete)' : '';
  return element(
    'div',
    { class: `verdict ${verdict}` },
    element('p', {}, element('strong', {}, `${marks[verdict]}${incomplete}`), `: ${totals}`),
    ...(findings.length === 0 ? [] : [bullets(findings)]),
  );
};

const navigation = navigationMarkup({
  tables: 'Tables',
  plots: 'Plots',
  demands: 'Checks',
  conditions: 'Conditions',
});

const sampleNote = ({ replications }: RunResult): readonly Markup[] =>
  replications === undefined
    ? []
    : [
        element(
          'p',
          { class: 'note' },
          'Plots show the first replication; the intervals over all are in result.json.',
        ),
      ];
