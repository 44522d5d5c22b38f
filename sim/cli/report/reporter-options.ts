/** `--reporter NAME[=FILE]`: which reports are wanted and where; all that is wrong with them is told at once. */
import type { Problem } from '../../errors.ts';
import { nearest } from '../../ethereum/nearest.ts';
import {
  type Reporter,
  type ReporterName,
  reporterNames,
  reporters,
} from '../../report/reporters/registry.ts';

/** Tells GitHub Actions of the step, which is no file of ours. */
export const githubName = 'github';

export const reporterOption = {
  type: 'string',
  array: true,
  nargs: 1,
  describe: `Also report as ${[...reporterNames, githubName].join(', ')}: NAME or NAME=FILE, several by commas; - is standard output`,
} as const;

export interface ReporterRequest {
  readonly name: ReporterName;
  /** Undefined: by its own name in the folder of results. */
  readonly to: string | undefined;
}

export interface ReporterWishes {
  readonly requests: readonly ReporterRequest[];
  readonly isGithubWanted: boolean;
}

export const standardOutput = '-';

/** Of what a report is to be made. */
export type Subject = 'ofRun' | 'ofCheck' | 'ofStudy';

const subjectTexts: Readonly<Record<Subject, string>> = {
  ofRun: 'a run',
  ofCheck: 'a check',
  ofStudy: 'a study',
};

interface Circumstances {
  readonly subject: Subject;
  /** Standard output is somebody else's. */
  readonly isJson: boolean;
  /** One file cannot hold the reports of several. */
  readonly subjectCount: number;
}

export const readReporters = (
  words: readonly string[],
  circumstances: Circumstances,
  problems: Problem[],
): ReporterWishes => {
  const refuse = (expected: string, word: string): void => {
    problems.push({ path: '--reporter', expected, received: `'${word}'` });
  };
  const items = words.flatMap((word) => word.split(','));
  const requests = items.flatMap((item): ReporterRequest[] => {
    const [, name = '', to] = /^([^=]*)(?:=(.*))?$/s.exec(item) ?? [];
    if (name === githubName) {
      if (to !== undefined) refuse('github without a file: the step has a summary of its own', item);
      return [];
    }
    const known = reporterNames.find((reporter) => reporter === name);
    const expected =
      known === undefined ? unknownText(name, circumstances) : faultOf(known, to, circumstances);
    if (expected !== undefined) refuse(expected, item);
    return known === undefined ? [] : [{ name: known, to }];
  });
  for (const { to } of repeated(requests)) refuse('a file of its own for each', to ?? '');
  return { requests, isGithubWanted: items.includes(githubName) };
};

const namesFor = (subject: Subject): readonly string[] => [
  ...reporterNames.filter((name) => subject in reporters[name]),
  githubName,
];

/** Of requests that were read before it was known what they are for. */
export const problemsFor = (subject: Subject, requests: readonly ReporterRequest[]): readonly Problem[] =>
  requests.flatMap(({ name }) =>
    subject in reporters[name]
      ? []
      : [{ path: '--reporter', expected: subjectText(subject), received: `'${name}'` }],
  );

const subjectText = (subject: Subject): string =>
  `a report of ${subjectTexts[subject]}: ${namesFor(subject).join(', ')}`;

const unknownText = (name: string, { subject }: Circumstances): string => {
  const names = namesFor(subject);
  const near = nearest(name, names);
  return `one of ${names.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
};

const faultOf = (
  name: ReporterName,
  to: string | undefined,
  { subject, isJson, subjectCount }: Circumstances,
): string | undefined => {
  if (!(subject in reporters[name])) return subjectText(subject);
  if (to === '') return `a file behind ${name}=`;
  if (to === standardOutput && isJson) return '--json or a report on standard output, not both';
  if (to !== undefined && subjectCount > 1)
    return `${name} without a file: each of several scenarios has its own in its folder`;
  return undefined;
};

const repeated = (requests: readonly ReporterRequest[]): readonly ReporterRequest[] =>
  requests.filter(
    ({ name, to }, index) =>
      requests.findIndex((other) => targetOf(other) === targetOf({ name, to })) !== index,
  );

const targetOf = ({ name, to }: ReporterRequest): string => to ?? fileNameOf(name);

export const fileNameOf = (name: ReporterName): string => (reporters[name] as Reporter).fileName;
