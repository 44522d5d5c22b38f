/** A project's command, loaded from its file and checked. */
import { existsSync } from 'node:fs';
import type { CommandDefinition } from './command.ts';
import { loadDefaultExport } from './loading.ts';
import { commandSchema } from './schemas/command.ts';
import { InvalidInput, problemsOf } from './validation.ts';

/** Errors: InvalidInput of the project file where `file` is missing, and of `file`; FileUnloadable, ExportMissing. */
export const loadCommand = async (
  projectFile: string,
  name: string,
  file: string,
): Promise<CommandDefinition> => {
  if (!existsSync(file)) {
    const expected = 'a file, relative to the project file';
    throw new InvalidInput(projectFile, [{ path: `commands.${name}`, expected, received: `'${file}'` }]);
  }
  const definition = await loadDefaultExport(file, 'defineCommand({…})');
  const problems = problemsOf(commandSchema, definition);
  if (problems.length > 0) throw new InvalidInput(file, problems);
  return definition as CommandDefinition;
};
