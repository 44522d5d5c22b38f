/**
 * The step of a GitHub workflow that we are, where we are one: its summary is a file to append to, and annotations are lines
 * of output. At most ten annotations in all, whatever the number of scenarios.
 */
import { appendFileSync, existsSync, statSync } from 'node:fs';
import type { BenchError } from '../errors.ts';
import { type Annotation, annotationLines, summaryBytes, withinBytes } from '../report/reporters/github.ts';

export interface GithubStep {
  tell(markdown: string, annotations: readonly Annotation[]): void;
}

/** actions/runner sets it, and nobody else should. */
export const isGithub = (): boolean => process.env.GITHUB_ACTIONS === 'true';

/** Undefined: nobody is to be told. Where standard output is a document, lines go to the other stream. */
export const stepFor = (isGithubWanted: boolean, isStdoutTaken: boolean): GithubStep | undefined =>
  isGithubWanted || isGithub()
    ? createGithubStep(isStdoutTaken ? process.stderr : process.stdout)
    : undefined;

const mostAnnotations = 10;

/** `stream`: not standard output where that is a document. */
export const createGithubStep = (stream: NodeJS.WritableStream): GithubStep => {
  let left = mostAnnotations;
  return {
    tell: (markdown, annotations) => {
      const lines = annotationLines(annotations, left);
      left -= lines.length;
      for (const line of lines) stream.write(`${line}\n`);
      appendToSummary(markdown);
    },
  };
};

/** A summary that cannot be written is no fault of what was measured. */
const appendToSummary = (markdown: string): void => {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  try {
    const size = existsSync(file) ? statSync(file).size : 0;
    appendFileSync(file, withinBytes(`${markdown}\n`, summaryBytes - size));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`bench: the summary of the step could not be written: ${reason}\n`);
  }
};

/** Of an error that left nothing to report on. */
export const annotateFailure = (error: unknown, stream: NodeJS.WritableStream): void => {
  const { message, problems = [], hint } = error as Partial<BenchError>;
  const lines = [
    message ?? String(error),
    ...problems.map(({ path, expected, received }) => `${path}: expected ${expected}, received ${received}`),
    ...(hint === undefined ? [] : [hint]),
  ];
  const [line] = annotationLines([{ level: 'error', title: 'bench', message: lines.join('\n') }]);
  stream.write(`${line}\n`);
};
