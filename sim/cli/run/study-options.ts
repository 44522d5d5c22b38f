/** Which options of `bench run` a study has no use for: its experiments say themselves what runs where and how often. */
import type { Problem } from '../../errors.ts';
import { OptionError } from '../option-reader.ts';
import { problemsFor, type ReporterRequest } from '../report/reporter-options.ts';
import type { RunArguments } from './options.ts';

const scenariosOnly: readonly (readonly [option: string, argument: keyof RunArguments])[] = [
  ['--chain', 'chain'],
  ['--filter', 'filter'],
  ['--param', 'param'],
  ['--verify', 'verify'],
  ['--warm-up', 'warmUp'],
  ['--replications', 'replications'],
  ['--until-precision', 'untilPrecision'],
  ['--max-replications', 'maxReplications'],
  ['--workers', 'workers'],
];

/** Throws OptionError, naming all of them. */
export const refuseForStudy = (
  file: string,
  args: RunArguments,
  requests: readonly ReporterRequest[],
): void => {
  const refused = scenariosOnly.flatMap(([option, argument]): Problem[] => {
    const given = args[argument];
    if (given === undefined || given === false || (Array.isArray(given) && given.length === 0)) return [];
    const expected = `no such option for ${file}, which is a study`;
    return [{ path: option, expected, received: given === true ? option : `'${String(given)}'` }];
  });
  const problems = [...refused, ...problemsFor('ofStudy', requests)];
  if (problems.length > 0) throw new OptionError('run', problems);
};
