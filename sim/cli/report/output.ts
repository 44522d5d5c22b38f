/**
 * Where reports go: into the folder of results, where the manifest lists them, to a file elsewhere, or to standard output.
 * What cannot be written is found out before anything runs.
 */
import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../../errors.ts';
import { type OutputFile, reservedNames } from '../../report/result-files.ts';
import { prepareOutput } from '../../report/writer.ts';
import { OptionError } from '../option-reader.ts';
import { fileNameOf, type ReporterRequest, standardOutput } from './reporter-options.ts';

export interface ReportTarget extends Pick<ReporterRequest, 'name'> {
  readonly place: 'folder' | 'file' | 'stdout';
  /** In the folder, or from here. */
  readonly path: string;
}

export interface ReportText extends ReportTarget {
  readonly text: string;
}

/** `folder`: of the results; undefined where there is none. Throws `OptionError` with all that cannot be. */
export const planReports = async (
  command: string,
  requests: readonly ReporterRequest[],
  folder: string | undefined,
): Promise<readonly ReportTarget[]> => {
  const problems: Problem[] = [];
  const refuse = (expected: string, received: string): void => {
    problems.push({ path: '--reporter', expected, received: `'${received}'` });
  };
  const targets = requests.map((request) => targetOf(request, folder));
  for (const { name, place, path } of targets) {
    if (place === 'folder' && folder === undefined) refuse(`${name}=FILE, or --out for a folder`, name);
    if (place === 'folder' && reservedNames.includes(path))
      refuse('a name that the results themselves do not have', path);
    const fault = place === 'file' ? await faultOfFile(path) : undefined;
    if (fault !== undefined) refuse(`a file that can be written (${fault})`, path);
  }
  if (problems.length > 0) throw new OptionError(command, problems);
  return targets;
};

const targetOf = ({ name, to }: ReporterRequest, folder: string | undefined): ReportTarget => {
  if (to === undefined) return { name, place: 'folder', path: fileNameOf(name) };
  if (to === standardOutput) return { name, place: 'stdout', path: to };
  const isInside = folder !== undefined && dirname(resolve(to)) === resolve(folder);
  return isInside ? { name, place: 'folder', path: basename(to) } : { name, place: 'file', path: to };
};

/** Undefined: it could be written. */
const faultOfFile = async (path: string): Promise<string | undefined> => {
  try {
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isDirectory() === true) return 'this is a folder';
    if (stats === undefined) await prepareOutput(dirname(path));
    else await access(path, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

export const filesInFolder = (texts: readonly ReportText[]): readonly OutputFile[] =>
  texts.filter(({ place }) => place === 'folder').map(({ path, text }) => ({ name: path, pieces: [text] }));

/** All that is not in the folder. */
export const deliver = async (texts: readonly ReportText[]): Promise<void> => {
  for (const { place, path, text } of texts) {
    if (place === 'stdout') process.stdout.write(text);
    if (place !== 'file') continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
};

export const isStdoutTaken = (targets: readonly ReportTarget[]): boolean =>
  targets.some(({ place }) => place === 'stdout');
