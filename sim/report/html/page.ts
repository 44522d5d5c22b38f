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
import { figureMarkup } from './figure.ts';
import { type Content, element, join, type Markup } from './markup.ts';
import { style } from './style.ts';
import { tableMarkup } from './table.ts';

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
  return document(
    `${name} – chronobench`,
    input.script,
    element('header', {}, ...heading(name, result), verdictMarkup(input), navigation),
    element(
      'main',
      {},
      element('section', { id: 'tables' }, element('h2', {}, 'Tables'), ...tables.map(tableSection)),
      element('section', { id: 'plots' }, element('h2', {}, 'Plots'), ...sampleNote(result), ...figures),
      checksMarkup(input, result.thresholds ?? []),
      conditionsMarkup(result),
    ),
  );
};

/** No network, no script, no form: the page can do nothing but be read. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const document = (title: string, script: string | undefined, ...body: readonly Content[]): string => {
  const head = [
    element('meta', { charset: 'utf-8' }),
    ...(script === undefined
      ? [element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy })]
      : [element('link', { rel: 'icon', href: 'data:,' }), element('script', { src: script, defer: '' })]),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, title),
  ];
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${join(head)}\n<style>\n${style}\n</style>\n</head>\n<body>\n${join(body)}\n</body>\n</html>\n`;
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

const navigation = element(
  'nav',
  { 'aria-label': 'Sections' },
  element(
    'ul',
    {},
    ...Object.entries({ tables: 'Tables', plots: 'Plots', demands: 'Checks', conditions: 'Conditions' }).map(
      ([id, text]) => element('li', {}, element('a', { href: `#${id}` }, text)),
    ),
  ),
);

const tableSection = (table: ReportTable): Markup =>
  element(
    'section',
    {},
    element('h3', {}, table.title),
    ...noteMarkup(table.remark),
    tableMarkup(table),
    ...noteMarkup(table.note ?? ''),
  );

const noteMarkup = (text: string): readonly Markup[] =>
  text === '' ? [] : [element('p', { class: 'note' }, text)];

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
