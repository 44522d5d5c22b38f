/**
 * manifest.json: the SHA-256 of each file of a result folder, by name, in the order of code units. It also tells a
 * later run which files here are a run's own: those it names, as long as their content is still the same.
 */
import { toJson } from './json.ts';

export const manifestName = 'manifest.json';

export interface Manifest {
  readonly schemaVersion: 1;
  /** File name → hexadecimal SHA-256. */
  readonly sha256: Readonly<Record<string, string>>;
}

export const createManifest = (digests: ReadonlyMap<string, string>): Manifest => ({
  schemaVersion: 1,
  sha256: Object.fromEntries([...digests].sort(([a], [b]) => (a < b ? -1 : 1))),
});

export const manifestText = (manifest: Manifest): string => toJson(manifest);

/** The plain file names and digests in a manifest's text; none where it is no manifest of ours. */
export const readManifest = (text: string): ReadonlyMap<string, string> => {
  const digests = Object.entries(parsedDigests(text)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isPlainName(entry[0]),
  );
  return new Map(digests);
};

const parsedDigests = (text: string): object => {
  try {
    const parsed: unknown = JSON.parse(text);
    const digests = (parsed as Partial<Manifest> | null)?.sha256;
    return typeof digests === 'object' && digests !== null ? digests : {};
  } catch {
    return {};
  }
};

/** Nothing that could lead out of the folder. */
const isPlainName = (name: string): boolean => /^\.?\w[\w.-]*$/.test(name);
