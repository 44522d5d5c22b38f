/** A scenario's contracts: each file compiled for the chain's hardfork or read as a ready artifact, arguments checked. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../errors.ts';
import { ConstructorMismatch, createContractCodec } from '../ethereum/abi.ts';
import { type Artifact, readArtifact } from '../ethereum/artifact.ts';
import { compileContract } from '../ethereum/compile.ts';
import { defaultCacheDirectory } from '../ethereum/compile-cache.ts';
import { type Hardfork, solcEvmVersion } from '../ethereum/hardfork.ts';
import type { ResolvedContract } from '../round/plan.ts';
import type { ContractDefinition } from './scenario.ts';
import { InvalidInput } from './validation.ts';

export const resolveContracts = async (
  scenarioFile: string,
  definitions: Readonly<Record<string, ContractDefinition>>,
  hardfork: Hardfork,
): Promise<ResolvedContract[]> => {
  const entries = Object.entries(definitions);
  const missing = entries.flatMap(([name, { file }]) => missingFile(scenarioFile, name, file));
  if (missing.length > 0) throw new InvalidInput(scenarioFile, missing);
  const contracts = await Promise.all(
    entries.map(async ([name, definition]) => resolveContract(name, definition, scenarioFile, hardfork)),
  );
  const mismatches = entries.flatMap(([name, { args = [] }], index) =>
    Array.isArray(args) ? argumentProblems(name, args, contracts[index]?.artifact) : [],
  );
  if (mismatches.length > 0) throw new InvalidInput(scenarioFile, mismatches);
  return contracts;
};

const resolveContract = async (
  name: string,
  { file, contract, args = [] }: ContractDefinition,
  scenarioFile: string,
  hardfork: Hardfork,
): Promise<ResolvedContract> => {
  const path = join(dirname(scenarioFile), file);
  const artifact = file.endsWith('.json')
    ? await readArtifact(path)
    : await compileContract({
        file: path,
        contractName: contract,
        evmVersion: solcEvmVersion(hardfork),
        cacheDirectory: defaultCacheDirectory(),
      });
  return Object.freeze({ name, file: path, artifact, args: typeof args === 'function' ? args : () => args });
};

const missingFile = (scenarioFile: string, name: string, file: string): Problem[] =>
  existsSync(join(dirname(scenarioFile), file))
    ? []
    : [
        {
          path: `contracts.${name}.file`,
          expected: 'a file, relative to the scenario',
          received: `'${file}'`,
        },
      ];

/** A list of arguments can be checked before anything runs; what a function will make of accounts cannot. */
const argumentProblems = (
  name: string,
  args: readonly unknown[],
  artifact: Artifact | undefined,
): readonly Problem[] => {
  if (artifact === undefined) return [];
  try {
    createContractCodec({ ...artifact, name }).encodeDeploy(args);
    return [];
  } catch (error) {
    if (!(error instanceof ConstructorMismatch)) throw error;
    return error.problems.map((problem) => ({ ...problem, path: `contracts.${name}.${problem.path}` }));
  }
};
