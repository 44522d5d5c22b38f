/** Contracts of this folder as artifacts, each compiled once per process and kept in the harness's cache on disk. */
import { fileURLToPath } from 'node:url';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import { compileContract } from '../../sim/ethereum/compile.ts';
import { defaultCacheDirectory } from '../../sim/ethereum/compile-cache.ts';
import { type Hardfork, solcEvmVersion } from '../../sim/ethereum/hardfork.ts';

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
    file: fileURLToPath(new URL(`../${name}.sol`, import.meta.url)),
    evmVersion: solcEvmVersion(hardfork),
    cacheDirectory: defaultCacheDirectory(),
  });
