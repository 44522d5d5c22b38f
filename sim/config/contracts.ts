/** A scenario's contracts: each file compiled for the chain's hardfork or read as a ready artifact, arguments checked. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../errors.ts';
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
  const mismatches = entries.flatMap(([name, { args }], index) =>
    Array.isArray(args) ? countMismatch(name, args, contracts[index]?.artifact) : [],
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
  return Object.freeze({ name, artifact, args: typeof args === 'function' ? args : () => args });
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

/** A list of arguments can be counted before anything runs; types are checked when it is encoded. */
const countMismatch = (name: string, args: readonly unknown[], artifact: Artifact | undefined): Problem[] => {
  const inputs = artifact?.abi.find((item) => item.type === 'constructor')?.inputs ?? [];
  if (args.length === inputs.length) return [];
  const signature = `constructor(${inputs.map(({ type, name: input }) => `${type} ${input ?? ''}`.trim()).join(', ')})`;
  return [
    {
      path: `contracts.${name}.args`,
      expected: `${inputs.length} arguments for ${signature}`,
      received: `a list of ${args.length}`,
    },
  ];
};
