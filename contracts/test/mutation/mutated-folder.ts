/** A copy of all contracts, in which one check at a time is missing. It lies where their imports still resolve. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileContract } from '../../../sim/ethereum/compile.ts';
import { defaultCacheDirectory } from '../../../sim/ethereum/compile-cache.ts';
import { solcEvmVersion } from '../../../sim/ethereum/hardfork.ts';
import type { Check } from './checks.ts';

const contracts = fileURLToPath(new URL('../../', import.meta.url));
export const mutatedContract = join(contracts, 'ConsentRegistry.sol');

export interface MutatedFolder {
  readonly path: string;
  /** Puts the mutant there and compiles it, so that the tests find it compiled. */
  drop(check: Check | undefined): Promise<void>;
  remove(): void;
}

export const createMutatedFolder = (): MutatedFolder => {
  const cacheDirectory = defaultCacheDirectory();
  const path = join(cacheDirectory, 'mutated');
  const remove = () => rmSync(path, { recursive: true, force: true });
  const isSource = (from: string) => from.endsWith('.sol') || !/\.\w+$/.test(from);
  return {
    path,
    remove,
    async drop(check) {
      remove();
      cpSync(contracts, path, { recursive: true, filter: isSource });
      if (check !== undefined) writeFileSync(join(path, check.unit), check.dropped);
      const file = join(path, 'ConsentRegistry.sol');
      await compileContract({ file, evmVersion: solcEvmVersion('osaka'), cacheDirectory });
    },
  };
};
