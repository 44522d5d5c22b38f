/**
 * How a study simulates: a definition in memory becomes a run, and the rounds of the run come back, each held to the
 * same rules as the published tables.
 */
import { join } from 'node:path';
import { definitions } from './audit/definition.ts';
import { type PrintedRow, printedRow } from './audit/printed-row.ts';
import { judgeRow } from './audit/row-audit.ts';
import { type Project, resolveProject } from './config/project.ts';
import { resolveScenario } from './config/resolution.ts';
import type { BlockLog, BlockRow } from './measure/block-log.ts';
import { caliperRow } from './measure/caliper-row.ts';
import type { RoundSummary } from './measure/summary.ts';
import type { ChainProfile } from './profile/profile.ts';
import { replicationSeed } from './replication/seeds.ts';
import { tableColumns } from './report/csv/csv.ts';
import type { ResolvedScenario } from './round/plan.ts';
import { type RunControls, run } from './run.ts';
import type { LoadedStudy } from './study/loading.ts';
import { brokenRules } from './study/published.ts';
import type { SimulatedRound, SimulationOptions, StudyContext } from './study/study.ts';

export interface SimulatorOptions {
  readonly loaded: LoadedStudy;
  readonly project: Project;
  readonly seed: number;
  /** A run begins; what it returns is called when the run has ended. */
  readonly onRun: (controls: RunControls, scenario: ResolvedScenario, label: string) => () => void;
}

export interface Simulator {
  readonly simulate: StudyContext['simulate'];
  /** What the engine really took, in all runs. */
  readonly engineWallMs: () => number;
}

export const createSimulator = ({ loaded, project, seed, onRun }: SimulatorOptions): Simulator => {
  const { study, home, sourceHash } = loaded;
  const file = join(home, `${study.name}.ts`);
  let engineWallMs = 0;
  return {
    engineWallMs: () => engineWallMs,
    simulate: async (definition, { label, chain, chains = {}, replication = 0 }) => {
      const named = { name: study.name, ...definition };
      const known = withVariants(project, chains, file);
      const resolved = await resolveScenario(named, { file, sourceHash }, known, {
        chain,
        seed: replicationSeed(seed, replication),
      });
      let end = (): void => {};
      const onStart = (controls: RunControls): void => {
        end = onRun(controls, resolved.scenario, label);
      };
      const finished = await run(resolved, { verification: 'none', onStart }).finally(() => end());
      engineWallMs += finished.engineWallMs;
      if (finished.failure !== undefined) throw finished.failure;
      return finished.result.rounds.map((summary) => ({
        ...audited(summary),
        blocks: blocksDuring(summary, finished.blocks),
      }));
    },
  };
};

/** A study's own variants go before chains of the project that happen to have the same name. */
const withVariants = (
  project: Project,
  variants: NonNullable<SimulationOptions['chains']>,
  file: string,
): Project => {
  const resolved = resolveProject({ chains: variants }, file).chains;
  const named = Object.keys(variants).map((name) => [name, resolved.get(name) as ChainProfile] as const); // all resolved
  return { ...project, chains: new Map([...project.chains, ...named]) };
};

/** Of the columns in which `caliperRow` counts. */
const tableDefinition = definitions.filter(({ name }) => name === 'caliper<=0.3');

const blocksDuring = ({ startMs, endMs }: RoundSummary, log: BlockLog): readonly BlockRow[] =>
  Array.from({ length: log.count() }, (_, index) => log.row(index)).filter(
    ({ timeMs }) => timeMs >= startMs && timeMs <= endMs,
  );

const audited = (summary: RoundSummary): Omit<SimulatedRound, 'blocks'> => {
  const [label = '', ...texts] = tableColumns.map(([, text]) => text(caliperRow(summary)));
  const row = printedRow(label, texts as unknown as PrintedRow); // the seven columns after the label
  return { summary, broken: tableDefinition.flatMap((definition) => brokenRules(judgeRow(row, definition))) };
};
