/**
 * Loads what an author wrote in TypeScript or JavaScript, as Node itself runs it. `chronobench` in an import means the
 * bench that is running, wherever the file lies, so that one copy of the harness and its types is ever in play.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BenchError, exitCodes } from '../errors.ts';

const ownDirectory = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ownExtension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownUrl = `${pathToFileURL(ownDirectory).href}/`;
const publicDoor = pathToFileURL(resolve(ownDirectory, `index${ownExtension}`)).href;

let isRegistered = false;

/**
 * The default export of a file. Errors: FileMissing, FileUnloadable, ExportMissing, all naming the file as given.
 * With a `copy`, the file and what it imports of its author's are evaluated anew under that name, so that two runs in
 * one process share no state that the author keeps in a module.
 */
export const loadDefaultExport = async (file: string, shape: string, copy?: string): Promise<unknown> => {
  const path = resolve(file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new FileMissing(file);
  registerResolution();
  const url = pathToFileURL(path).href;
  const module = await import(copy === undefined ? url : `${url}${copyMark}${copy}`).catch(
    (cause: unknown) => {
      throw new FileUnloadable(file, cause);
    },
  );
  if (module.default === undefined) throw new ExportMissing(file, shape);
  return module.default;
};

const copyMark = '?copy=';

const registerResolution = (): void => {
  if (isRegistered) return;
  isRegistered = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'chronobench') return { url: publicDoor, shortCircuit: true };
      const resolved = next(specifier, context);
      const [, copy] = context.parentURL?.split(copyMark) ?? [];
      if (copy === undefined || !isAuthors(resolved.url)) return resolved;
      return { ...resolved, url: `${resolved.url}${copyMark}${copy}` };
    },
  });
};

/** Neither the harness nor a package. */
const isAuthors = (url: string): boolean =>
  url.startsWith('file:') && !url.startsWith(ownUrl) && !url.includes('/node_modules/') && !url.includes('?');

/** A file and all it imports by relative path, by absolute path; the harness itself left out. */
export const readSources = (file: string): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  const visit = (path: string): void => {
    if (texts.has(path) || path.startsWith(ownDirectory) || !existsSync(path)) return;
    const text = readFileSync(path, 'utf8');
    texts.set(path, text);
    for (const [, specifier] of text.matchAll(relativeImport)) visit(resolve(dirname(path), specifier ?? ''));
  };
  visit(resolve(file));
  return texts;
};

/** SHA-256 over all of these; for the harness stands its version. */
export const hashSources = (file: string): string => {
  const hash = createHash('sha256');
  for (const text of readSources(file).values()) hash.update(`${text.length}\n`).update(text);
  return hash.digest('hex');
};

const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

export class FileMissing extends BenchError {
  override readonly name = 'FileMissing';
  constructor(file: string) {
    super(`there is no file ${file}`, {
      code: 'FILE_MISSING',
      exitCode: exitCodes.usage,
      file,
      hint: 'give the path of a scenario file; "bench list" shows those of this project',
    });
  }
}

export class FileUnloadable extends BenchError {
  override readonly name = 'FileUnloadable';
  constructor(file: string, cause: unknown) {
    super(`${file} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'FILE_UNLOADABLE',
      exitCode: exitCodes.usage,
      file,
      hint: 'correct the file; --verbose shows where it threw',
      problems: cause instanceof BenchError ? cause.problems : [],
      cause,
    });
  }
}

export class ExportMissing extends BenchError {
  override readonly name = 'ExportMissing';
  constructor(file: string, shape: string) {
    super(`${file} has no default export`, {
      code: 'EXPORT_MISSING',
      exitCode: exitCodes.usage,
      file,
      problems: [{ path: 'default', expected: shape, received: 'nothing' }],
      hint: `end the file with "export default ${shape}"`,
    });
  }
}
