/**
 * A scenario as data: what goes into result.json so that a reader knows exactly what ran, and the fingerprint that says
 * whether two results may be compared. No function, no path of this machine.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { AccountDeclaration } from '../load/accounts.ts';
import { schemaVersion } from '../measure/result.ts';
import type { WarmUpMethod } from '../measure/warm-up.ts';
import type { ResolvedContract, ResolvedRound } from '../round/plan.ts';
import { version } from '../version.ts';
import { libraryVersion } from './library-version.ts';
import type { Parameters } from './parameters.ts';
import type { LoadedScenario } from './resolution.ts';

export const describeScenario = ({ file, description, scenario, profile, parameters }: LoadedScenario) => ({
  name: scenario.name,
  file: basename(file),
  description: description ?? null,
  ...(hasNone(parameters) ? {} : { parameters }),
  chain: profile,
  accounts: Object.fromEntries(
    Object.entries(scenario.accounts).map(([label, accounts]) => [label, describeAccounts(accounts)]),
  ),
  contracts: scenario.contracts.map(describeContract),
  hasSetup: scenario.setup !== undefined,
  rounds: scenario.rounds.map(describeRound),
});

const hasNone = (parameters: Parameters): boolean => Object.keys(parameters).length === 0;

const describeAccounts = ({ count, balanceWei, bid }: AccountDeclaration) => ({
  count,
  balanceWei,
  ...(bid === undefined ? {} : { bid: Object.fromEntries(Object.entries(bid).map(describeBidField)) }),
});

/** The fields of a distribution are named for durations; here they carry the unit of what is drawn. */
const describeBidField = ([name, value]: [string, unknown]): [string, unknown] => {
  const isDrawn = typeof value === 'object' && value !== null && 'kind' in value;
  if (!isDrawn) return [name, value ?? null];
  const unit = name.endsWith('Wei') ? 'Wei' : 'Ratio';
  return [name, JSON.parse(JSON.stringify(value).replace(/Ms":/g, `${unit}":`))];
};

const describeContract = ({ name, artifact }: ResolvedContract) => ({
  name,
  contract: artifact.name,
  compiler: artifact.compiler ?? null,
  bytecodeHash: sha256(artifact.bytecode),
  deployedBytes: artifact.deployedBytecode === undefined ? null : artifact.deployedBytecode.length / 2 - 1,
});

const describeRound = ({
  label,
  rate,
  txCount,
  durationMs,
  timeoutMs,
  pauseMs,
  tolerate,
}: ResolvedRound) => ({
  label,
  rate: { kind: rate.kind, targetTps: rate.targetTps ?? null, ...rate.parameters },
  txCount: txCount ?? null,
  durationMs: durationMs ?? null,
  timeoutMs,
  pauseMs,
  tolerate,
});

/** Every field that must agree before a difference between two results means anything. */
export const fingerprintOf = (
  { scenario, profile, sourceHash, parameters }: LoadedScenario,
  warmUp: WarmUpMethod = 'none',
) => ({
  schemaVersion,
  toolMajor: Number(version.split('.')[0]),
  evmLibrary: `@ethereumjs/vm ${libraryVersion('@ethereumjs/vm')}`,
  hardfork: profile.hardfork,
  compilers: scenario.contracts.map(({ name, artifact: { compiler } }) =>
    compiler === undefined
      ? `${name}: ready artifact`
      : `${name}: solc ${compiler.solcVersion}, ${compiler.evmVersion}, optimizer 200, no metadata`,
  ),
  scenarioHash: sourceHash,
  contractsHash: sha256(
    scenario.contracts.map(({ name, artifact }) => `${name} ${artifact.bytecode}`).join('\n'),
  ),
  chainHash: sha256(canonical(profile)),
  seed: scenario.seed,
  ...(hasNone(parameters) ? {} : { parameters }),
  ...(warmUp === 'none' ? {} : { warmUp }),
});

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
