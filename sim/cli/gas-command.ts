/** `bench gas`: runs a scenario as `bench run` does, and prints what each function and each deployment cost, in parts. */
import { libraryVersions } from '../config/library-version.ts';
import { loadProject } from '../config/project.ts';
import { type LoadedScenario, loadScenario } from '../config/resolution.ts';
import type { ExitCode, Problem } from '../errors.ts';
import { type EcotoneParameters, ecotoneDataFeeWei, ecotoneFormula } from '../ethereum/rollup-data-fee.ts';
import { createGasLog } from '../gas-log.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { type GasReport, summariseGas } from '../measure/function-gas.ts';
import { gasText } from '../report/gas-terminal.ts';
import { toJson } from '../report/json.ts';
import { resultFiles } from '../report/result-files.ts';
import { type OutputFolder, prepareOutput } from '../report/writer.ts';
import { describeEnvironment } from '../round/environment.ts';
import { type Run, run } from '../run.ts';
import { isStudyFile } from '../study/schema.ts';
import { describeFailure, UsageError } from './failure.ts';
import type { GasArguments } from './gas-options.ts';
import { onSignals } from './interruption.ts';
import { createReader, OptionError } from './option-reader.ts';
import { showProgress } from './run-progress.ts';
import { readWords } from './run-settings.ts';
import { detectScreen, type Screen } from './screen.ts';
import { type Verdict, verdictOf } from './verdict.ts';

interface GasJob {
  readonly loaded: LoadedScenario;
  /** Undefined: nothing is to be written. */
  readonly folder: OutputFolder | undefined;
  /** Undefined: no data fee is asked for. */
  readonly l1: EcotoneParameters | undefined;
}

interface Measured {
  readonly finished: Run;
  readonly gas: GasReport;
}

export const gasCommand = async (args: GasArguments): Promise<ExitCode> => {
  const job = await prepare(args);
  const screen = detectScreen(args.quiet || args.json);
  const measured = await measure(job, screen);
  const verdict = verdictOf(measured.finished, job.loaded.scenario.rounds);
  print(job, measured, verdict, args, screen);
  return verdict.exitCode;
};

const prepare = async (args: GasArguments): Promise<GasJob> => {
  const problems: Problem[] = [];
  const read = createReader(problems);
  const seed = read.whole('--seed', args.seed, 0);
  const formula = read.oneOf('--l1', args.l1, ['ecotone'] as const);
  const parameters = readWords(args.param ?? [], problems);
  if (problems.length > 0) throw new OptionError('gas', problems);
  const { scenario: file, chain, filter, config, out } = args;
  const project = await loadProject(config);
  if (formula !== undefined && project.l1 === undefined)
    throw new UsageError(
      '--l1 needs the prices of data on L1',
      'give the project file l1: { baseFeeWei, blobBaseFeeWei, baseFeeScalar, blobBaseFeeScalar, source, date }',
    );
  if (await isStudyFile(file))
    throw new UsageError(`${file} is a study`, 'name a scenario: a study runs many, on chains of its own');
  const loaded = await loadScenario(file, project, { seed, chain, filter, parameters });
  const folder = out === undefined ? undefined : await prepareOutput(out);
  return { loaded, folder, l1: formula === undefined ? undefined : project.l1 };
};

/** Signals are heeded until the last file is written. */
const measure = async ({ loaded, folder, l1 }: GasJob, screen: Screen): Promise<Measured> => {
  const endings: (() => void)[] = [];
  const log = createGasLog(l1 === undefined ? undefined : (raw) => ecotoneDataFeeWei(raw, l1));
  const startWallMs = monotonicWallMs();
  try {
    const finished = await run(loaded, {
      verification: 'none',
      onSealed: log.record,
      onStart: (controls) => {
        endings.push(showProgress(controls, loaded.scenario, screen), onSignals(controls.stop));
      },
    });
    await folder?.write(filesOf(finished, monotonicWallMs() - startWallMs));
    return { finished, gas: summariseGas(log.read(finished, loaded.scenario.contracts)) };
  } finally {
    for (const end of endings) end();
  }
};

const filesOf = ({ result, records, blocks, engineWallMs }: Run, runWallMs: number) => {
  const environment = describeEnvironment(libraryVersions(), { engineWallMs, runWallMs });
  return resultFiles({ result, records, blocks, environment });
};

const print = (
  { loaded, l1 }: GasJob,
  { finished: { result, failure }, gas }: Measured,
  { findings }: Verdict,
  { json, quiet, verbose }: GasArguments,
  { color }: Screen,
): void => {
  const { scenario, profile, file } = loaded;
  const { exitReason } = result;
  const dataFee = l1 === undefined ? null : { formula: ecotoneFormula, ...l1 };
  const about = {
    ...{ scenario: scenario.name, chain: profile.name, hardfork: profile.hardfork },
    ...{ seed: scenario.seed, exitReason, dataFee },
  };
  if (json) process.stdout.write(toJson({ ...about, ...gas }));
  else if (!quiet && gas.functions.length + gas.deployments.length > 0)
    process.stdout.write(gasText(gas, { ...about, color }));
  const diagnostics = findings.map((text) => `bench: ${text}`);
  if (failure !== undefined) diagnostics.push(describeFailure(failure, { isVerbose: verbose, file }));
  if (diagnostics.length > 0) process.stderr.write(`${diagnostics.join('\n')}\n`);
};
