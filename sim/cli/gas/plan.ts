/** What `bench gas` is to do, loaded and checked before any of it begins. */
import { join } from 'node:path';
import { loadProject } from '../../config/project.ts';
import { type LoadedScenario, loadScenario, type ScenarioOverrides } from '../../config/resolution.ts';
import type { Problem } from '../../errors.ts';
import type { EcotoneParameters } from '../../ethereum/rollup-data-fee.ts';
import { type OutputFolder, prepareOutput } from '../../report/writer.ts';
import { UsageError } from '../failure.ts';
import { createReader, OptionError } from '../option-reader.ts';
import { readWords } from '../run/settings.ts';
import { chooseScenarios } from '../scenario-choice.ts';
import type { GasArguments } from './options.ts';

export interface GasJob {
  readonly loaded: LoadedScenario;
  /** Undefined: nothing is to be written. */
  readonly out: { readonly path: string; readonly folder: OutputFolder } | undefined;
}

export interface GasPlan {
  readonly jobs: readonly GasJob[];
  /** Studies of the project, which have no gas report of their own. */
  readonly leftOut: readonly string[];
  /** Undefined: no data fee is asked for. */
  readonly l1: EcotoneParameters | undefined;
}

export const planGas = async (args: GasArguments): Promise<GasPlan> => {
  const { overrides, asksDataFee } = readOptions(args);
  const project = await loadProject(args.config);
  if (asksDataFee && project.l1 === undefined)
    throw new UsageError(
      '--l1 needs the prices of data on L1',
      'give the project file l1: { baseFeeWei, blobBaseFeeWei, baseFeeScalar, blobBaseFeeScalar, source, date }',
    );
  const { files, leftOut } = await chooseScenarios(
    args.scenario ?? [],
    project.scenariosDirectory,
    'name a scenario: a study runs many, on chains of its own',
  );
  const loaded: LoadedScenario[] = [];
  for (const file of files) loaded.push(await loadScenario(file, project, overrides));
  const jobs = await Promise.all(loaded.map((each) => jobOf(each, args)));
  return { jobs, leftOut, l1: asksDataFee ? project.l1 : undefined };
};

/** Throws `OptionError`. */
const readOptions = (args: GasArguments): { overrides: ScenarioOverrides; asksDataFee: boolean } => {
  const problems: Problem[] = [];
  const read = createReader(problems);
  const { chain, filter } = args;
  const seed = read.whole('--seed', args.seed, 0);
  const parameters = readWords(args.param ?? [], problems);
  const formula = read.oneOf('--l1', args.l1, ['ecotone'] as const);
  if (args.flamegraph && args.out === undefined)
    problems.push({ path: '--flamegraph', expected: '--out beside it, for its files', received: 'no --out' });
  if (problems.length > 0) throw new OptionError('gas', problems);
  return { overrides: { seed, chain, filter, parameters }, asksDataFee: formula !== undefined };
};

/** One that was named takes the folder; several take one each in it. */
const jobOf = async (loaded: LoadedScenario, { out, scenario }: GasArguments): Promise<GasJob> => {
  if (out === undefined) return { loaded, out: undefined };
  const path = isAboutOne({ scenario }) ? out : join(out, loaded.scenario.name);
  return { loaded, out: { path, folder: await prepareOutput(path) } };
};

export const isAboutOne = ({ scenario }: Pick<GasArguments, 'scenario'>): boolean => scenario?.length === 1;
