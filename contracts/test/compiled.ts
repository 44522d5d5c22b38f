/** Contracts of this folder as artifacts, each compiled once per process and kept in the harness's cache on disk. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import { compileContract } from '../../sim/ethereum/compile.ts';
import { defaultCacheDirectory } from '../../sim/ethereum/compile-cache.ts';
import { type Hardfork, solcEvmVersion } from '../../sim/ethereum/hardfork.ts';

/** Another folder holds the same contracts with a check less; `npm run mutants` names it. */
const folder = process.env.CONTRACTS_FOLDER ?? fileURLToPath(new URL('../', import.meta.url));

const known = new Map<string, Promise<Artifact>>();

/** `name` is the file's path below `contracts/`, without its extension. */
export const compiled = (name: string, hardfork: Hardfork): Promise<Artifact> => {
  const key = `${name} ${hardfork}`;
  const artifact = known.get(key) ?? compile(name, hardfork);
  known.set(key, artifact);
  return artifact;
};

const compile = (name: string, hardfork: Hardfork): Promise<Artifact> =>
  compileContract({
    file: join(folder, `${name}.sol`),
    evmVersion: solcEvmVersion(hardfork),
    cacheDirectory: defaultCacheDirectory(),
  });
