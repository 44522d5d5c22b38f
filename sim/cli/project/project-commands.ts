/**
 * The commands that a project adds. Its project file is read only when the words may mean one of them: after a command
 * of bench's own it is that command's business. A command's file is loaded to run it, or to list it in the help.
 */
import { ownCommandNames } from '../../config/command.ts';
import { reportFailure } from '../failure.ts';
import type { ProjectCommand } from './project-command.ts';

export const projectCommands = async (words: readonly string[]): Promise<ProjectCommand[]> => {
  const [first] = commandWords(words);
  const isListed = first === undefined;
  if (isListed && !words.includes('--help')) return [];
  if (ownCommandNames.some((name) => name === first)) return [];
  try {
    const listed = isListed ? await list(configOf(words)) : undefined;
    return listed ?? (await load(configOf(words), (name) => isListed || name === first));
  } catch (error) {
    // Help answers in spite of a broken project: what is wrong with it stands beside the help.
    if (!isListed) throw error;
    process.exitCode = reportFailure(error, { isVerbose: words.includes('--verbose') });
    return [];
  }
};

const list = async (config: string | undefined): Promise<ProjectCommand[] | undefined> => {
  const { listCommands } = await import('./listing.ts');
  return listCommands(config);
};

const load = async (
  config: string | undefined,
  isWanted: (name: string) => boolean,
): Promise<ProjectCommand[]> => {
  const { loadProject } = await import('../../config/project.ts');
  const { defaultProjectFile } = await import('../../config/project-definition.ts');
  const { loadCommand } = await import('../../config/command-loading.ts');
  const { commands } = await loadProject(config);
  return Promise.all(
    [...commands].map(async ([name, file]) => ({
      name,
      file,
      definition: isWanted(name) ? await loadCommand(config ?? defaultProjectFile, name, file) : undefined,
    })),
  );
};

/** The words that are neither options nor the value of `--config`, the only option that may stand before a command. */
const commandWords = (words: readonly string[]): string[] =>
  words.filter((word, index) => !word.startsWith('-') && words[index - 1] !== '--config');

const configOf = (words: readonly string[]): string | undefined => {
  const index = words.indexOf('--config');
  if (index !== -1) return words[index + 1];
  return words.find((word) => word.startsWith('--config='))?.slice('--config='.length);
};
