/**
 * The sources that a Solidity file needs, found without the compiler, so that a cached compilation never loads it.
 *
 * Imports are found by scanning text. The scan errs on the side of too much: a file that was not needed is compiled
 * along; an import that does not resolve is left out, and the compiler complains if it was a real one.
 *
 * Source unit names enter the compiler's input, so none is absolute: files of the project are named relative to their
 * common folder, files of packages as they are imported (`@scope/package/File.sol`), as solc itself resolves both.
 */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, resolve, sep } from 'node:path';
import { BenchError, exitCodes } from '../errors.ts';

export interface SourceClosure {
  readonly mainUnit: string;
  /** Text by source unit name, in the order of the names. */
  readonly texts: ReadonlyMap<string, string>;
  /** Absolute path by source unit name. */
  readonly paths: ReadonlyMap<string, string>;
}

interface Source {
  readonly unit: string;
  readonly path: string;
  readonly text: string;
}

/** Everything that `file` imports, directly or not. Throws SourceUnreadable if `file` itself cannot be read. */
export const collectSources = async (file: string): Promise<SourceClosure> => {
  const mainPath = resolve(file);
  const text = await readFile(mainPath, 'utf8').catch((cause: unknown) => {
    throw new SourceUnreadable(file, cause);
  });
  const main: Source = { unit: toPosix(mainPath), path: mainPath, text };
  const found = new Map([[main.unit, main]]);
  for (const source of found.values())
    for (const specifier of importsOf(source.text)) {
      const imported = await resolveImport(source, specifier, found);
      if (imported !== undefined) found.set(imported.unit, imported);
    }
  return nameRelatively(main, [...found.values()]);
};

const stringOrComment = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const importStatement = /\bimport\b[^"';]*(?:"([^"\n]+)"|'([^'\n]+)')/g;

/** The paths in a source's import statements, as written. */
export const importsOf = (text: string): string[] => {
  const code = text.replace(stringOrComment, (_match, string: string | undefined) => string ?? ' ');
  return [...code.matchAll(importStatement)].map((match) => match[1] ?? match[2] ?? '');
};

const resolveImport = async (
  importer: Source,
  specifier: string,
  found: ReadonlyMap<string, Source>,
): Promise<Source | undefined> => {
  const isRelative = /^\.\.?\//.test(specifier);
  const unit = isRelative ? posix.join(posix.dirname(importer.unit), specifier) : specifier;
  if (found.has(unit)) return undefined;
  const folder = dirname(importer.path);
  for (const path of isRelative ? [join(folder, specifier)] : packagePaths(folder, specifier)) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return { unit, path, text };
  }
  return undefined;
};

/** Where Node would look for a package's file: in the node_modules of each enclosing folder, innermost first. */
const packagePaths = (folder: string, specifier: string): string[] => {
  const parent = dirname(folder);
  const here = join(folder, 'node_modules', specifier);
  return parent === folder ? [here] : [here, ...packagePaths(parent, specifier)];
};

const nameRelatively = (main: Source, sources: readonly Source[]): SourceClosure => {
  const own = sources.filter(({ unit }) => isAbsolute(unit));
  const root = own.reduce((folder, { unit }) => commonFolder(folder, unit), posix.dirname(main.unit));
  const nameOf = ({ unit }: Source): string => (isAbsolute(unit) ? posix.relative(root, unit) : unit);
  const named = sources.map((source) => ({ ...source, unit: nameOf(source) }));
  named.sort((a, b) => (a.unit < b.unit ? -1 : 1));
  return {
    mainUnit: nameOf(main),
    texts: new Map(named.map(({ unit, text }) => [unit, text])),
    paths: new Map(named.map(({ unit, path }) => [unit, path])),
  };
};

const commonFolder = (folder: string, unit: string): string =>
  unit.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
    ? folder
    : commonFolder(posix.dirname(folder), unit);

const toPosix = (path: string): string => path.split(sep).join('/');

export class SourceUnreadable extends BenchError {
  override readonly name = 'SourceUnreadable';
  constructor(file: string, cause: unknown) {
    super(`cannot read the contract ${file}`, {
      code: 'SOURCE_UNREADABLE',
      exitCode: exitCodes.usage,
      file,
      problems: [{ path: file, expected: 'a readable Solidity file', received: reasonOf(cause) }],
      cause,
    });
  }
}

const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return (
    { ENOENT: 'no such file', EISDIR: 'a folder', EACCES: 'a file without read permission' }[code] ?? code
  );
};
