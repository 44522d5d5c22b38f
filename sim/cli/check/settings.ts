/** The options of `bench check` as facts; all that are wrong are reported at once. */
import { availableParallelism } from 'node:os';
import type { Problem } from '../../errors.ts';
import type { JudgementOptions } from '../../gate/judgement.ts';
import { everyMetric, type Selection, selectionOf } from '../../gate/selection.ts';
import { type UpdateKind, updateKinds } from '../../gate/update.ts';
import { createReader, OptionError } from '../option-reader.ts';
import { type ReporterWishes, readReporters } from '../report/reporter-options.ts';
import { isCi } from '../screen.ts';
import type { CheckArguments } from './options.ts';

export interface CheckSettings {
  /** Empty: all of the project. */
  readonly files: readonly string[];
  readonly update: UpdateKind;
  readonly selects: Selection;
  readonly demand: JudgementOptions['demand'];
  /** Undefined: one run, unless a baseline that is updated has more. */
  readonly replicationCount: number | undefined;
  readonly laneCount: number;
  readonly reporters: ReporterWishes;
}

/** Throws `OptionError`. */
export const checkSettings = (args: CheckArguments): CheckSettings => {
  const problems: Problem[] = [];
  const read = createReader(problems);
  const { update, files } = separated(args);
  if (update !== 'none' && isCi())
    problems.push({
      path: '--update',
      expected: 'none where CI is set: baselines are for people to write',
      received: `'${update}'`,
    });
  const settings = {
    files,
    update,
    selects: args.filter === undefined ? everyMetric : selectionOf(args.filter),
    demand: args.strict ? ('strict' as const) : ('no regression' as const),
    replicationCount: read.whole('--replications', args.replications, 2),
    laneCount: read.whole('--workers', args.workers, 1) ?? availableParallelism(),
    reporters: readReporters(
      args.reporter ?? [],
      { subject: 'ofCheck', isJson: args.json, subjectCount: 1 },
      problems,
    ),
  };
  if (problems.length > 0) throw new OptionError('check', problems);
  return settings;
};

/** `-u` by itself means all; where a scenario follows it, yargs would take the file for its value. */
const separated = ({ update, scenario = [] }: CheckArguments): Pick<CheckSettings, 'update' | 'files'> => {
  if (update === undefined) return { update: 'none', files: scenario };
  const kind = updateKinds.find((known) => known === update);
  if (kind !== undefined) return { update: kind, files: scenario };
  return { update: 'all', files: update === '' ? scenario : [update, ...scenario] };
};
