/** `bench check`: plan → run everything → compare → update → report. What there is, is reported before a non-zero exit. */
import type { BenchError, ExitCode } from '../../errors.ts';
import { exitCodes } from '../../errors.ts';
import { type CheckReport, checkDocument } from '../../gate/report.ts';
import { runBatch } from '../../replication/batch.ts';
import { toJson } from '../../report/json.ts';
import { checkAnnotations } from '../../report/reporters/annotations.ts';
import { checkMarkdown } from '../../report/reporters/check-markdown.ts';
import { checkName } from '../../report/saved/check.ts';
import { checkText } from '../../report/terminal/check.ts';
import { type OutputFolder, prepareOutput } from '../../report/writer.ts';
import { UsageError } from '../failure.ts';
import { stepFor } from '../github-step.ts';
import { onSignals } from '../interruption.ts';
import { makeCheckReports } from '../report/making.ts';
import { deliver, filesInFolder, isStdoutTaken, planReports, type ReportTarget } from '../report/output.ts';
import { showLine } from '../run-progress.ts';
import { detectScreen } from '../screen.ts';
import { worst } from '../verdict.ts';
import { removeBaseline, saveBaseline } from './baseline-files.ts';
import { type CheckedScenario, checkScenario } from './one.ts';
import type { CheckArguments } from './options.ts';
import { type CheckPlan, planChecks, tasksOf } from './plan.ts';
import { type CheckSettings, checkSettings } from './settings.ts';

export const checkCommand = async (args: CheckArguments): Promise<ExitCode> => {
  const settings = checkSettings(args);
  const plan = await planChecks(args, settings);
  const folder = args.out === undefined ? undefined : await prepareOutput(args.out);
  const targets = await planReports('check', settings.reporters.requests, args.out);
  const { checked, interruption } = await runAll(plan, args, settings);
  if (interruption === undefined) refuseEmpty(checked, args);
  const report = reportOf(checked, plan, settings, interruption);
  if (interruption === undefined) write(checked, report);
  await show(report, targets, folder, args, settings);
  return report.exitCode;
};

/** Files and reports first, then what people read. */
const show = async (
  report: CheckReport,
  targets: readonly ReportTarget[],
  folder: OutputFolder | undefined,
  args: CheckArguments,
  { reporters }: CheckSettings,
): Promise<void> => {
  const document = toJson(checkDocument(report));
  const { texts, failure } = await makeCheckReports(targets, report);
  await folder?.write([{ name: checkName, pieces: [document] }, ...filesInFolder(texts)]);
  await deliver(texts);
  const isTaken = args.json || isStdoutTaken(targets);
  stepFor(reporters.isGithubWanted, isTaken)?.tell(checkMarkdown(report), checkAnnotations(report));
  const { color } = detectScreen(false);
  if (args.json) process.stdout.write(document);
  else if (!isTaken) process.stdout.write(checkText(report, { color, isBrief: args.quiet }));
  if (failure !== undefined) throw failure;
};

const runAll = async (plan: CheckPlan, args: CheckArguments, settings: CheckSettings) => {
  const tasks = tasksOf(plan, args);
  const abort = new AbortController();
  const { signal } = abort;
  let doneCount = 0;
  const endings = [
    onSignals((reason) => abort.abort(reason)),
    showLine(detectScreen(args.quiet || args.json), () => `${doneCount} of ${tasks.length} runs done`),
  ];
  const onDone = (): void => {
    doneCount += 1;
  };
  try {
    const outcomes = await runBatch({ tasks, laneCount: settings.laneCount, signal, onDone });
    let next = 0;
    const checked = plan.jobs.map((job) => {
      const own = outcomes.slice(next, next + job.replicationCount);
      next += job.replicationCount;
      return checkScenario(job, own, settings);
    });
    return { checked, interruption: signal.aborted ? (signal.reason as BenchError) : undefined };
  } finally {
    for (const end of endings) end();
  }
};

/** A gate that looks at nothing would pass for ever. */
const refuseEmpty = (checked: readonly CheckedScenario[], { filter }: CheckArguments): void => {
  const judgements = checked.flatMap(({ check: { judgement } }) => judgement ?? []);
  if (judgements.length === 0 || judgements.some(({ changes }) => changes.length > 0)) return;
  throw new UsageError('there is no metric to compare', '--filter and tolerances of level off left none', [
    {
      path: '--filter',
      expected: "a metric's name or a part of it, such as '*gas*'",
      received: `'${filter ?? '*'}'`,
    },
  ]);
};

const reportOf = (
  checked: readonly CheckedScenario[],
  { obsolete }: CheckPlan,
  { update, demand }: CheckSettings,
  interruption: BenchError | undefined,
): CheckReport => {
  const isRemoved = update === 'all' && interruption === undefined;
  const exitCode = worst([
    ...checked.map(({ check }) => check.exitCode),
    obsolete.length > 0 && !isRemoved ? exitCodes.gateFailed : exitCodes.ok,
    interruption?.exitCode ?? exitCodes.ok,
  ]);
  return {
    verdict: exitCode === exitCodes.ok ? 'passed' : 'failed',
    exitCode,
    exitReason: interruption === undefined ? 'completed' : 'interrupted',
    demand,
    scenarios: checked.map(({ check }) => check),
    obsolete: obsolete.map((scenario) => ({ scenario, isRemoved })),
  };
};

const write = (checked: readonly CheckedScenario[], { obsolete }: CheckReport): void => {
  for (const { updated } of checked) if (updated !== undefined) saveBaseline(updated);
  for (const { scenario, isRemoved } of obsolete) if (isRemoved) removeBaseline(scenario);
};
