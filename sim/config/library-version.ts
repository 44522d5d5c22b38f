import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The installed version of a dependency, from its package.json; `unknown` where it cannot be found. */
export const libraryVersion = (name: string): string => {
  let directory = dirname(fileURLToPath(import.meta.resolve(name)));
  while (dirname(directory) !== directory) {
    const file = join(directory, 'package.json');
    if (existsSync(file)) {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (manifest.name === name) return manifest.version ?? 'unknown';
    }
    directory = dirname(directory);
  }
  return 'unknown';
};

/** What decides a result, and what its speed: the versions for environment.json. */
export const libraryVersions = (): Record<string, string> =>
  Object.fromEntries(
    ['@ethereumjs/vm', '@ethereumjs/evm', '@ethereumjs/tx', 'solc', 'ox', 'secp256k1', 'hash-wasm'].map(
      (name) => [name, libraryVersion(name)],
    ),
  );
