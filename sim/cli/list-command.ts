/**
 * `bench list`: the scenarios of the project, by the sentence each file opens with, and the chains; `bench list chains`
 * says where the figures of each are from.
 */
import { readFileSync } from 'node:fs';
import { loadProject, type Project, scenarioFiles } from '../config/project.ts';
import { type ExitCode, exitCodes } from '../errors.ts';

export interface ListArguments {
  readonly what?: 'scenarios' | 'chains' | undefined;
  readonly json: boolean;
  readonly config?: string | undefined;
}

interface Listed {
  readonly name: string;
  readonly description: string;
  readonly sources?: readonly string[];
}

export const listCommand = async ({ what, json, config }: ListArguments): Promise<ExitCode> => {
  const project = await loadProject(config);
  const listed = {
    ...(what === 'chains' ? {} : { scenarios: listScenarios(project.scenariosDirectory) }),
    ...(what === 'scenarios' ? {} : { chains: listChains(project) }),
  };
  const linesOf = what === 'chains' ? withSources : withoutSources;
  const text = json ? `${JSON.stringify(listed, null, 2)}\n` : textOf(listed, linesOf);
  process.stdout.write(text);
  return exitCodes.ok;
};

const listScenarios = (directory: string): Listed[] =>
  scenarioFiles(directory).map((file) => ({ name: file, description: openingSentence(file) }));

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

type Lines = (item: Listed, width: number) => readonly string[];

const withoutSources: Lines = ({ name, description }, width) => [
  `  ${name.padEnd(width)}  ${description}`.trimEnd(),
];

const withSources: Lines = (item, width) => [
  ...withoutSources(item, width),
  ...(item.sources ?? []).map((source) => `  ${' '.repeat(width)}  · ${source}`),
];

const textOf = (listed: Readonly<Record<string, readonly Listed[]>>, linesOf: Lines): string =>
  Object.entries(listed)
    .map(([title, items]) => section(title, items, linesOf))
    .join('\n');

const section = (title: string, items: readonly Listed[], linesOf: Lines): string => {
  const width = Math.max(0, ...items.map(({ name }) => name.length));
  const lines = items.flatMap((item) => linesOf(item, width));
  return `${title[0]?.toUpperCase()}${title.slice(1)}\n${lines.length === 0 ? '  none' : lines.join('\n')}\n`;
};
