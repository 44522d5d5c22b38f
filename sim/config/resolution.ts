/**
 * From what an author wrote to what runs: defaults filled in, contracts compiled for the chain's hardfork, constructor
 * arguments checked, every problem of the file reported at once. After this step no question mark remains.
 */
import { basename, extname } from 'node:path';
import type { Problem } from '../errors.ts';
import { BenchError, exitCodes } from '../errors.ts';
import type { Threshold } from '../gate/threshold.ts';
import type { Tolerances } from '../gate/tolerance.ts';
import { globPattern } from '../glob.ts';
import { problemsOf as problemsOfDistribution } from '../kernel/distribution-data.ts';
import type { Prices } from '../measure/prices.ts';
import type { ChainProfile } from '../profile/profile.ts';
import type { ResolvedRound, ResolvedScenario } from '../round/plan.ts';
import { accountsOf, problemsOfAccounts } from './accounts.ts';
import { resolveContracts } from './contracts.ts';
import { hashSources, loadDefaultExport } from './loading.ts';
import { type Parameters, ParametersInvalid, type ParameterWords, readParameters } from './parameters.ts';
import { chainNamed, type Project } from './project.ts';
import type { RoundDefinition, ScenarioDefinition } from './scenario.ts';
import { scenarioSchema } from './schemas/scenario.ts';
import { thresholdsFor, thresholdsOf } from './thresholds.ts';
import { InvalidInput, problemsOf } from './validation.ts';

/** What the command line says over the file. */
export interface ScenarioOverrides {
  readonly chain?: string | undefined;
  readonly seed?: number | undefined;
  /** Keeps only the rounds with this label; `*` stands for any text. */
  readonly filter?: string | undefined;
  /** Evaluates the file anew, under this name; see `loadDefaultExport`. */
  readonly copy?: string | undefined;
  /** Absent: every parameter has its default. */
  readonly parameters?: ParameterWords | undefined;
}

/** A scenario that can run, with the chain it runs on and the hash of the files it was written in. */
export interface LoadedScenario {
  readonly file: string;
  readonly description: string | undefined;
  readonly scenario: ResolvedScenario;
  readonly profile: ChainProfile;
  readonly sourceHash: string;
  readonly prices: Prices | undefined;
  /** All that the file has, with what they are in this run. */
  readonly parameters: Parameters;
  readonly thresholds: readonly Threshold[];
  readonly tolerances: Tolerances;
}

const defaultTimeoutMs = 3_600_000;

export const loadScenario = async (
  file: string,
  project: Project,
  overrides: ScenarioOverrides,
): Promise<LoadedScenario> => {
  const exported = await loadDefaultExport(file, 'defineScenario({…})', overrides.copy);
  const { definition, parameters } = await definitionOf(file, exported, overrides.parameters ?? {});
  return resolveScenario(definition, { file, sourceHash: hashSources(file), parameters }, project, overrides);
};

/** Where a definition was written: paths in it are relative to the file, which names it in messages too. */
export type ScenarioOrigin = Pick<LoadedScenario, 'file' | 'sourceHash'> &
  Partial<Pick<LoadedScenario, 'parameters'>>;

export const resolveScenario = async (
  definition: unknown,
  { file, sourceHash, parameters = {} }: ScenarioOrigin,
  project: Project,
  overrides: ScenarioOverrides,
): Promise<LoadedScenario> => {
  const valid = definition as ScenarioDefinition;
  const chainName = overrides.chain ?? valid?.chain ?? project.chain;
  const demanded = thresholdsOf(definition);
  const problems = [
    ...problemsOf(scenarioSchema, definition),
    ...problemsOfAccounts(definition, project.chains.get(chainName)),
    ...problemsOfRounds(definition),
    ...demanded.problems,
  ];
  if (problems.length > 0) throw new InvalidInput(file, problems);

  const profile = chainNamed(
    project,
    chainName,
    overrides.chain === undefined ? `${file}: chain` : '--chain',
  );
  const rounds = roundsMatching(valid.rounds, overrides.filter, file);
  const contracts = await resolveContracts(file, valid.contracts ?? {}, profile.hardfork);
  const scenario: ResolvedScenario = Object.freeze({
    name: valid.name ?? basename(file, extname(file)),
    seed: overrides.seed ?? valid.seed ?? project.seed,
    accounts: Object.fromEntries(
      Object.entries(valid.accounts).map(([label, of]) => [label, accountsOf(of, profile)]),
    ),
    contracts,
    setup: valid.setup,
    rounds,
    client: profile.client,
  });
  const prices = valid.prices ?? project.prices;
  return {
    file,
    description: valid.description,
    scenario,
    profile,
    sourceHash,
    prices,
    parameters,
    thresholds: thresholdsFor(
      demanded.thresholds,
      rounds.map(({ label }) => label),
    ),
    tolerances: { ...project.tolerances, ...valid.check?.tolerances },
  };
};

/** An exported function makes the definition; what it throws is the file's fault. */
const definitionOf = async (file: string, exported: unknown, words: ParameterWords) => {
  const { param, resolved, check } = readParameters(words);
  try {
    const definition: unknown = typeof exported === 'function' ? await exported({ param }) : exported;
    check(file);
    return { definition, parameters: resolved() };
  } catch (cause) {
    if (cause instanceof ParametersInvalid) throw cause;
    throw new DefinitionThrew(file, cause);
  }
};

/** What the schema cannot see: the parameters inside rate controllers and distributions. */
const problemsOfRounds = (definition: unknown): Problem[] => {
  const rounds = (definition as Partial<ScenarioDefinition> | null)?.rounds;
  if (!Array.isArray(rounds)) return [];
  return rounds.flatMap((round: Partial<RoundDefinition> | null, index) => {
    const at = (field: string) => (problem: Problem) => ({
      ...problem,
      path: `rounds[${index}].${field}.${problem.path}`,
    });
    const pause = round?.pauseMs;
    return [
      ...(round?.rate?.problems ?? []).map(at('rate')),
      ...(typeof pause === 'object' && pause !== null ? problemsOfDistribution(pause) : []).map(
        at('pauseMs'),
      ),
    ];
  });
};

const roundsMatching = (
  rounds: readonly RoundDefinition[],
  filter: string | undefined,
  file: string,
): ResolvedRound[] => {
  const pattern = filter === undefined ? /^/ : globPattern(filter);
  const kept = rounds.filter(({ label }) => pattern.test(label));
  if (kept.length === 0)
    throw new NothingMatches(
      file,
      filter ?? '',
      rounds.map(({ label }) => label),
    );
  return kept.map(resolveRound);
};

const resolveRound = (round: RoundDefinition): ResolvedRound =>
  Object.freeze({
    label: round.label,
    workload: round.workload,
    rate: round.rate,
    txCount: round.txCount,
    durationMs: round.durationMs,
    timeoutMs: round.timeoutMs ?? defaultTimeoutMs,
    pauseMs: round.pauseMs ?? 0,
    tolerate: round.tolerate ?? [],
  });

export class DefinitionThrew extends BenchError {
  override readonly name = 'DefinitionThrew';
  constructor(file: string, cause: unknown) {
    super(`${file}: its default export threw: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'DEFINITION_THREW',
      exitCode: exitCodes.usage,
      file,
      hint: 'correct the function; --verbose shows where it threw',
      cause,
    });
  }
}

export class NothingMatches extends BenchError {
  override readonly name = 'NothingMatches';
  constructor(file: string, filter: string, labels: readonly string[]) {
    super(`no round of ${file} has a label that matches '${filter}'`, {
      code: 'NOTHING_MATCHES',
      exitCode: exitCodes.usage,
      file,
      problems: [
        { path: '--filter', expected: `one of ${[...new Set(labels)].join(', ')}`, received: `'${filter}'` },
      ],
    });
  }
}
