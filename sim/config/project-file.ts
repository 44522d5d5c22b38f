/** Where the project file is, and what it exports; `project.ts` checks it. */
import { existsSync } from 'node:fs';
import { loadDefaultExport } from './loading.ts';
import { defaultProjectFile } from './project-definition.ts';

export interface ProjectFile {
  readonly file: string;
  /** Unchecked; empty where no file was named and the default one is not there. */
  readonly definition: unknown;
}

/** `named` absent: `bench.config.ts` of the working directory, where there is one. Errors, and `copy`: see `loadDefaultExport`. */
export const readProjectFile = async (named: string | undefined, copy?: string): Promise<ProjectFile> => {
  const file = named ?? defaultProjectFile;
  if (named === undefined && !existsSync(file)) return { file, definition: {} };
  return { file, definition: await loadDefaultExport(file, 'defineConfig({…})', copy) };
};
