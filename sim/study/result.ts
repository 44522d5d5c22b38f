/** What a study found, as plain data: the one source of its files and of what the terminal shows. */
import type { DefinitionName } from '../audit/definition.ts';
import type { BenchError } from '../errors.ts';
import type { RunVerdict } from '../measure/result.ts';
import type { ExitReason } from '../measure/summary.ts';
import type { PublishedRow } from './published.ts';
import type { Experiment, Findings, StudyDefinition } from './study.ts';

const studySchemaVersion = 1;

export type ExperimentResult = Pick<Experiment, 'id' | 'title' | 'question'> & Findings;

export interface StudyOutcome {
  readonly experiments: readonly ExperimentResult[];
  readonly published: readonly PublishedRow[];
  /** Why the study ended early; undefined when every experiment ran. */
  readonly failure: BenchError | undefined;
}

export interface StudyResult
  extends Pick<StudyDefinition, 'name' | 'title' | 'source' | 'claimed' | 'unknown'> {
  /** How published columns are read; null where none were published. */
  readonly definition: DefinitionName | null;
  readonly schemaVersion: typeof studySchemaVersion;
  readonly seed: number;
  /** Whatever makes results comparable, field by field. */
  readonly fingerprint: Readonly<Record<string, unknown>>;
  readonly experiments: readonly ExperimentResult[];
  readonly published: readonly PublishedRow[];
  /** Anything but `completed` means that experiments are missing. */
  readonly exitReason: ExitReason;
  /** As the command judged that ran it; absent where none did. What it finds out about a publication fails nothing. */
  readonly verdict?: RunVerdict;
}

export const createStudyResult = (
  study: StudyDefinition,
  run: Pick<StudyResult, 'seed' | 'fingerprint' | 'exitReason' | 'verdict'>,
  { experiments, published }: StudyOutcome,
): StudyResult => {
  const { name, title, source, published: tables, claimed, unknown } = study;
  const about = { name, title, source, definition: tables?.definition ?? null, claimed, unknown };
  return { schemaVersion: studySchemaVersion, ...about, ...run, experiments, published };
};
