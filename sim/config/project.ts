/** The project file, read and checked: its defaults for every scenario, its chains, what it names. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BenchError, exitCodes, type Problem } from '../errors.ts';
import type { EcotoneParameters } from '../ethereum/rollup-data-fee.ts';
import type { Tolerances } from '../gate/tolerance.ts';
import type { Prices } from '../measure/prices.ts';
import type { NetworkProfile } from '../network/network-profile.ts';
import type { ChainProfile, ProducerProfile } from '../profile/profile.ts';
import { isConsensus, problemsOfProfile } from '../profile/profile-problems.ts';
import { profiles } from '../profile/profiles.ts';
import type { ProfileOverrides, ProjectDefinition } from './project-definition.ts';
import { readProjectFile } from './project-file.ts';
import { projectSchema } from './schemas/project.ts';
import { InvalidInput, problemsOf } from './validation.ts';

/** A project after its defaults are filled in. */
export interface Project {
  readonly chain: string;
  readonly seed: number;
  readonly scenariosDirectory: string;
  readonly chains: ReadonlyMap<string, ChainProfile>;
  readonly prices: Prices | undefined;
  readonly l1: EcotoneParameters | undefined;
  /** The project's own commands and their files; nothing of them is loaded yet. */
  readonly commands: ReadonlyMap<string, string>;
  readonly tolerances: Tolerances;
}

/** Reads the named project file; without a name, `bench.config.ts` of the working directory where there is one. For `copy` see `loadDefaultExport`. */
export const loadProject = async (file: string | undefined, copy?: string): Promise<Project> => {
  const read = await readProjectFile(file, copy);
  return resolveProject(read.definition, read.file);
};

export const resolveProject = (definition: unknown, file: string): Project => {
  const problems = problemsOf(projectSchema, definition);
  if (problems.length > 0) throw new InvalidInput(file, problems);
  const {
    chain,
    seed,
    scenarios,
    chains = {},
    prices,
    l1,
    commands = {},
    check,
  } = definition as ProjectDefinition;
  const unknown = Object.entries(chains).flatMap(([name, overrides]) => unknownBase(name, overrides.extends));
  if (unknown.length > 0) throw new InvalidInput(file, unknown);
  const own = Object.entries(chains).map(([name, overrides]) => [name, override(name, overrides)] as const);
  const unsound = own.flatMap(([name, profile]) =>
    problemsOfProfile(profile).map((problem) => ({ ...problem, path: `chains.${name}.${problem.path}` })),
  );
  if (unsound.length > 0) throw new InvalidInput(file, unsound);
  return Object.freeze({
    chain: chain ?? 'dev-2s',
    seed: seed ?? 1,
    scenariosDirectory: scenarios ?? 'scenarios',
    chains: new Map([...profiles.map((profile) => [profile.name, profile] as const), ...own]),
    prices,
    l1,
    commands: new Map(Object.entries(commands).map(([name, path]) => [name, join(dirname(file), path)])),
    tolerances: check?.tolerances ?? {},
  });
};

/** Those of the project, in the order of their names; none where there is no such folder. */
export const scenarioFiles = (directory: string): readonly string[] =>
  !existsSync(directory)
    ? []
    : readdirSync(directory)
        .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|d)\.[jt]s$/.test(file))
        .sort()
        .map((file) => join(directory, file));

/** The profile with that name. Error: UnknownChain, which lists those there are. */
export const chainNamed = (project: Project, name: string, askedBy: string): ChainProfile => {
  const profile = project.chains.get(name);
  if (profile === undefined) throw new UnknownChain(name, askedBy, [...project.chains.keys()]);
  return profile;
};

const override = (
  name: string,
  { extends: base, network: nodes, ...values }: ProfileOverrides,
): ChainProfile => {
  const { network: shippedNodes, ...shipped } = profiles.find(
    (profile) => profile.name === base,
  ) as ChainProfile;
  const network = networkOf(shippedNodes, nodes, values.producer);
  return Object.freeze({
    ...shipped,
    ...values,
    ...(network === undefined ? {} : { network }),
    name,
    description: values.description ?? `${shipped.name}, with values of this project`,
    sources: values.sources ?? [
      ...shipped.sources,
      `${Object.keys(values).join(', ')}: this project's own values`,
    ],
    mempool: { ...shipped.mempool, ...values.mempool },
    client: { ...shipped.client, ...values.client },
  });
};

/** A producer of a single node's kind takes the place of the shipped network as well, unless nodes are named. */
const networkOf = (
  shipped: NetworkProfile | undefined,
  nodes: Partial<NetworkProfile> | undefined,
  producer: ProducerProfile | undefined,
): NetworkProfile | undefined => {
  if (nodes !== undefined) return { ...defaultNetwork, ...shipped, ...nodes };
  const isSingle = producer !== undefined && (!isConsensus(producer) || producer.kind === 'slots');
  return isSingle ? undefined : shipped;
};

/** What a project's network has where neither it nor what it extends says otherwise; how many nodes must be said. */
const defaultNetwork: NetworkProfile = {
  nodeCount: 0,
  clientNode: 0,
  links: { kind: 'constant', delayMs: 0 },
  thresholdRatio: 0.9,
  horizonBlocks: 64,
};

const unknownBase = (name: string, base: string): Problem[] =>
  profiles.some((profile) => profile.name === base)
    ? []
    : [
        {
          path: `chains.${name}.extends`,
          expected: `one of ${profiles.map((profile) => profile.name).join(', ')}`,
          received: `'${base}'`,
        },
      ];

export class UnknownChain extends BenchError {
  override readonly name = 'UnknownChain';
  constructor(name: string, askedBy: string, known: readonly string[]) {
    super(`there is no chain '${name}'`, {
      code: 'UNKNOWN_CHAIN',
      exitCode: exitCodes.usage,
      problems: [{ path: askedBy, expected: `one of ${known.join(', ')}`, received: `'${name}'` }],
      hint: '"bench list" describes the chains; bench.config.ts can add more',
    });
  }
}
