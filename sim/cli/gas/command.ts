/**
 * `bench gas`: runs scenarios as `bench run` does, and prints what each function and each deployment cost, in parts;
 * on request it draws where in the sources the gas went.
 */
import { libraryVersions } from '../../config/library-version.ts';
import type { ExitCode } from '../../errors.ts';
import { ecotoneDataFeeWei, ecotoneFormula } from '../../ethereum/rollup-data-fee.ts';
import { createGasLog } from '../../gas-log.ts';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import { type GasOfRun, summariseGas, summariseWorkload } from '../../measure/function-gas.ts';
import { toJson } from '../../report/json.ts';
import { type OutputFile, resultFiles } from '../../report/result-files.ts';
import { gasText, scenariosText } from '../../report/terminal/gas.ts';
import { describeEnvironment } from '../../round/environment.ts';
import { type Run, type RunOptions, run } from '../../run.ts';
import { describeFailure } from '../failure.ts';
import { onSignals } from '../interruption.ts';
import { showProgress } from '../run-progress.ts';
import { detectScreen, type Screen } from '../screen.ts';
import { type Verdict, verdictOf, worst } from '../verdict.ts';
import type { GasArguments } from './options.ts';
import { type GasJob, type GasPlan, isAboutOne, planGas } from './plan.ts';

interface Measured {
  readonly job: GasJob;
  readonly finished: Run;
  readonly gas: GasOfRun;
  readonly verdict: Verdict;
}

export const gasCommand = async (args: GasArguments): Promise<ExitCode> => {
  const plan = await planGas(args);
  const screen = detectScreen(args.quiet || args.json);
  const all: Reported[] = [];
  for (const job of plan.jobs) {
    const measured = await measure(job, plan, args, screen);
    printOne(measured, plan, args, screen);
    const about = aboutOf(measured, plan);
    all.push({ about, gas: measured.gas, exitCode: measured.verdict.exitCode });
    if (about.exitReason === 'interrupted') break;
  }
  printAll(all, plan, args, screen);
  return worst(all.map(({ exitCode }) => exitCode));
};

/** What is kept of a run when the next one begins. */
interface Reported {
  readonly about: ReturnType<typeof aboutOf>;
  readonly gas: GasOfRun;
  readonly exitCode: ExitCode;
}

/** Signals are heeded until the last file is written. */
const measure = async (
  job: GasJob,
  { l1 }: GasPlan,
  args: GasArguments,
  screen: Screen,
): Promise<Measured> => {
  const { loaded, out } = job;
  const endings: (() => void)[] = [];
  const log = createGasLog(l1 === undefined ? undefined : (raw) => ecotoneDataFeeWei(raw, l1));
  const drawing = await prepareDrawing(job, args);
  const startWallMs = monotonicWallMs();
  try {
    const finished = await run(loaded, {
      ...drawing.options,
      onSealed: log.record,
      onStart: (controls) => {
        endings.push(showProgress(controls, loaded.scenario, screen), onSignals(controls.stop));
      },
    });
    const files = filesOf(finished, monotonicWallMs() - startWallMs);
    await out?.folder.write([...files, ...drawing.files(finished)]);
    const verdict = verdictOf(finished, loaded.scenario.rounds);
    return { job, finished, gas: log.read(finished, loaded.scenario.contracts), verdict };
  } finally {
    for (const end of endings) end();
  }
};

interface Drawing {
  readonly options: Pick<RunOptions, 'verification' | 'watchReplay'>;
  readonly files: (finished: Run) => readonly OutputFile[];
}

const prepareDrawing = async ({ loaded }: GasJob, { flamegraph }: GasArguments): Promise<Drawing> => {
  if (!flamegraph) return { options: { verification: 'none' }, files: () => [] };
  const { prepareFlamegraph } = await import('../../flamegraph.ts'); // with the sources, which no other run reads again
  const { flamegraphFiles } = await import('../../report/flame/flamegraph-files.ts');
  const tracer = await prepareFlamegraph(loaded.scenario);
  const { profile, scenario } = loaded;
  const about = `on chain ${profile.name} (${profile.hardfork}), seed ${scenario.seed}`;
  return {
    options: { verification: 'stock', watchReplay: tracer.watch },
    files: ({ failure }) => (failure === undefined ? flamegraphFiles(tracer.read(), { about }) : []),
  };
};

const filesOf = ({ result, records, blocks, engineWallMs }: Run, runWallMs: number) => {
  const environment = describeEnvironment(libraryVersions(), { engineWallMs, runWallMs });
  return resultFiles({ result, records, blocks, environment });
};

const aboutOf = ({ job: { loaded }, finished: { result } }: Measured, { l1 }: GasPlan) => {
  const { scenario, profile } = loaded;
  const dataFee = l1 === undefined ? null : { formula: ecotoneFormula, ...l1 };
  return {
    ...{ scenario: scenario.name, chain: profile.name, hardfork: profile.hardfork },
    ...{ seed: scenario.seed, exitReason: result.exitReason, dataFee },
  };
};

const printOne = (measured: Measured, plan: GasPlan, args: GasArguments, { color }: Screen): void => {
  const { job, finished, verdict } = measured;
  const gas = summariseGas(measured.gas);
  const isShown = !args.json && !args.quiet && gas.functions.length + gas.deployments.length > 0;
  if (isShown) {
    const flamegraph = args.flamegraph && finished.failure === undefined ? job.out?.path : undefined;
    process.stdout.write(gasText(gas, { ...aboutOf(measured, plan), flamegraph, color }));
    if (!isAboutOne(args)) process.stdout.write('\n');
  }
  const { failure } = finished;
  const { file } = job.loaded;
  const diagnostics = verdict.findings.map((text) => `bench: ${isAboutOne(args) ? '' : `${file}: `}${text}`);
  if (failure !== undefined) diagnostics.push(describeFailure(failure, { isVerbose: args.verbose, file }));
  if (diagnostics.length > 0) process.stderr.write(`${diagnostics.join('\n')}\n`);
};

const printAll = (all: readonly Reported[], plan: GasPlan, args: GasArguments, { color }: Screen): void => {
  const scenarios = all.map(({ about, gas }) => ({ ...about, ...summariseGas(gas) }));
  const workload = summariseWorkload(all.flatMap(({ gas }) => gas.calls));
  const { leftOut } = plan;
  if (args.json)
    process.stdout.write(toJson(isAboutOne(args) ? scenarios[0] : { scenarios, workload, leftOut }));
  else if (!args.quiet && !isAboutOne(args)) process.stdout.write(scenariosText(scenarios, workload, color));
  if (leftOut.length > 0 && !args.json && !args.quiet)
    process.stderr.write(`bench: left out, as studies run on chains of their own: ${leftOut.join(', ')}\n`);
};
