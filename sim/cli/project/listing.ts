/**
 * What help lists of a project: its commands, with a line about each. The rest of the project file is not checked: the
 * schemas and their library would be most of what `bench --help` takes.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CommandDefinition, isFreeName, ownCommandNames } from '../../config/command.ts';
import { loadDefaultExport } from '../../config/loading.ts';
import type { ProjectDefinition } from '../../config/project-definition.ts';
import { readProjectFile } from '../../config/project-file.ts';
import type { ProjectCommand } from './project-command.ts';

/** Undefined where anything is not as a list needs it: the full check says what. Errors: those of `loadDefaultExport`. */
export const listCommands = async (config: string | undefined): Promise<ProjectCommand[] | undefined> => {
  const { file, definition } = await readProjectFile(config);
  if (typeof definition !== 'object' || definition === null) return undefined;
  const entries = Object.entries((definition as ProjectDefinition).commands ?? {});
  const isSound = entries.every(
    ([name, path]) => isFreeName(name, ownCommandNames) && typeof path === 'string',
  );
  if (!isSound) return undefined;
  const listed = await Promise.all(
    entries.map(([name, path]) => listCommand(name, join(dirname(file), path))),
  );
  return listed.every((command) => command !== undefined) ? listed : undefined;
};

const listCommand = async (name: string, file: string): Promise<ProjectCommand | undefined> => {
  if (!existsSync(file)) return undefined;
  const definition = (await loadDefaultExport(file, 'defineCommand({…})')) as CommandDefinition | null;
  if (typeof definition?.describe !== 'string' || typeof definition.run !== 'function') return undefined;
  return { name, file, definition: { ...definition, options: {} } };
};
