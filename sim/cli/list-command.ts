/**
 * `bench list`: the scenarios of the project, by the sentence each file opens with, and the chains, each with where its
 * figures are from.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject, type Project } from '../config/project.ts';
import { type ExitCode, exitCodes } from '../errors.ts';

export interface ListArguments {
  readonly json: boolean;
  readonly config?: string | undefined;
}

interface Listed {
  readonly name: string;
  readonly description: string;
  readonly sources?: readonly string[];
}

export const listCommand = async ({ json, config }: ListArguments): Promise<ExitCode> => {
  const project = await loadProject(config);
  const scenarios = listScenarios(project.scenariosDirectory);
  const chains = listChains(project);
  const text = json
    ? `${JSON.stringify({ scenarios, chains }, null, 2)}\n`
    : `${section('Scenarios', scenarios)}\n${section('Chains', chains)}`;
  process.stdout.write(text);
  return exitCodes.ok;
};

const listScenarios = (directory: string): Listed[] =>
  !existsSync(directory)
    ? []
    : readdirSync(directory)
        .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|d)\.[jt]s$/.test(file))
        .sort()
        .map((file) => ({
          name: join(directory, file),
          description: openingSentence(join(directory, file)),
        }));

const listChains = (project: Project): Listed[] =>
  [...project.chains.values()].map(({ name, description, sources }) => ({
    name: name === project.chain ? `${name} (default)` : name,
    description,
    sources,
  }));

/** The text of the comment that the file opens with, on one line. */
const openingSentence = (file: string): string => {
  const [, comment = ''] = /^(?:#!.*\n)?\s*\/\*\*?([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8')) ?? [];
  return comment.replace(/\s*\n\s*\*\s?/g, ' ').trim();
};

const section = (title: string, items: readonly Listed[]): string => {
  const width = Math.max(0, ...items.map(({ name }) => name.length));
  const lines = items.flatMap(({ name, description, sources = [] }) => [
    `  ${name.padEnd(width)}  ${description}`.trimEnd(),
    ...sources.map((source) => `  ${' '.repeat(width)}  · ${source}`),
  ]);
  return `${title}\n${lines.length === 0 ? '  none' : lines.join('\n')}\n`;
};
