/** Files of a result folder as they were written: what the manifest names must be what it says. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { BenchError, exitCodes } from '../../errors.ts';
import { manifestName, readManifest } from '../manifest.ts';

/** The text of a file of a run, in pieces; undefined where it has none of this name. */
export type FileReader = (name: string) => Iterable<string> | undefined;

/** Undefined where there is none. Throws `ResultTampered`. */
export const readSavedText = (folder: string, name: string): string | undefined => {
  const path = join(folder, name);
  if (!isFile(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const digest = digestIn(folder, name);
  if (digest === undefined || digest === createHash('sha256').update(text).digest('hex')) return text;
  throw new ResultTampered(path);
};

/** A folder without a manifest is somebody's copy, and is taken as it is. */
const digestIn = (folder: string, name: string): string | undefined => {
  const path = join(folder, manifestName);
  return isFile(path) ? readManifest(readFileSync(path, 'utf8')).get(name) : undefined;
};

export const savedFiles =
  (folder: string): FileReader =>
  (name) => {
    const path = join(folder, name);
    return isFile(path) ? { [Symbol.iterator]: () => readPieces(path) } : undefined;
  };

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

const pieceBytes = 1 << 20;

function* readPieces(path: string): Generator<string> {
  const [file, decoder, buffer] = [openSync(path, 'r'), new StringDecoder('utf8'), Buffer.alloc(pieceBytes)];
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      yield decoder.write(buffer.subarray(0, read));
    yield decoder.end();
  } finally {
    closeSync(file);
  }
}

export class ResultTampered extends BenchError {
  override readonly name = 'ResultTampered';
  constructor(file: string) {
    super(`${file} is not as it was written: its SHA-256 is another than in ${manifestName}`, {
      code: 'RESULT_TAMPERED',
      exitCode: exitCodes.usage,
      file,
      hint: 'run it again; a report of figures that were changed by hand would look like one of a run',
    });
  }
}
