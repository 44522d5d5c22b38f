/**
 * All reporters by name. Each makes one file of what was run or checked, and nothing else; what it is made with is loaded
 * when somebody asks for it.
 */
import type { Measured } from '../../gate/measured.ts';
import type { CheckReport } from '../../gate/report.ts';
import type { StudyResult } from '../../study/result.ts';
import type { RunReport } from './run-report.ts';

type Render<Input> = (input: Input) => string | Promise<string>;

export interface Reporter {
  readonly describe: string;
  /** Where it goes inside the folder of results, unless the user says otherwise. */
  readonly fileName: string;
  /** Absent: it says nothing of a run. */
  readonly ofRun?: () => Promise<Render<RunReport>>;
  /** Absent: it says nothing of a check. */
  readonly ofCheck?: () => Promise<Render<CheckReport>>;
  /** Absent: it says nothing of a study. */
  readonly ofStudy?: () => Promise<Render<StudyResult>>;
}

/** Of figures alone: it says the same of a run as of a check of the same scenario. */
const ofFigures = (load: () => Promise<(all: readonly Measured[]) => string>) => ({
  ofRun: async () => {
    const [render, { measuredInRun }] = await Promise.all([load(), import('./run-report.ts')]);
    return (report: RunReport) => render([measuredInRun(report)]);
  },
  ofCheck: async () => {
    const render = await load();
    return ({ scenarios }: CheckReport) => render(scenarios.flatMap(({ measured }) => measured ?? []));
  },
});

export const reporters = {
  html: {
    describe: 'one page for people, with plots',
    fileName: 'report.html',
    ofRun: async () => (await import('./run-html.ts')).runHtml,
    ofCheck: async () => (await import('../html/check-page.ts')).renderCheckPage,
    ofStudy: async () => (await import('../html/study-page.ts')).renderStudyPage,
  },
  markdown: {
    describe: 'tables for people',
    fileName: 'report.md',
    ofRun: async () => (await import('./run-markdown.ts')).runMarkdown,
    ofCheck: async () => (await import('./check-markdown.ts')).checkMarkdown,
    ofStudy: async () => (await import('../study-page.ts')).studyPage,
  },
  junit: {
    describe: 'a test report that CI services read',
    fileName: 'junit.xml',
    ofRun: async () => (await import('./run-junit.ts')).runJunit,
    ofCheck: async () => (await import('./check-junit.ts')).checkJunit,
    ofStudy: async () => (await import('./study-junit.ts')).studyJunit,
  },
  'gas-snapshot': {
    describe: 'gas in the grammar of Foundry’s .gas-snapshot',
    fileName: '.gas-snapshot',
    ...ofFigures(async () => (await import('./gas-snapshot.ts')).gasSnapshot),
  },
  bencher: {
    describe: 'Bencher Metric Format',
    fileName: 'bencher.json',
    ...ofFigures(async () => (await import('./bencher.ts')).bencherJson),
  },
  'benchmark-smaller': {
    describe: 'gas, fees and latency for github-action-benchmark, as customSmallerIsBetter',
    fileName: 'benchmark-smaller.json',
    ...ofFigures(async () => (await import('./benchmark-action.ts')).smallerIsBetter),
  },
  'benchmark-bigger': {
    describe: 'rates for github-action-benchmark, as customBiggerIsBetter',
    fileName: 'benchmark-bigger.json',
    ...ofFigures(async () => (await import('./benchmark-action.ts')).biggerIsBetter),
  },
} as const satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;
export const reporterNames = Object.keys(reporters) as ReporterName[];
