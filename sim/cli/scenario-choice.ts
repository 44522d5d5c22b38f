/** Which scenarios a command is about that takes those that were named, or all of the project. Studies have no part in it. */
import { scenarioFiles } from '../config/project.ts';
import { BenchError, exitCodes } from '../errors.ts';
import { isStudyFile } from '../study/schema.ts';
import { UsageError } from './failure.ts';

export interface ScenarioChoice {
  readonly files: readonly string[];
  /** The project's studies. */
  readonly leftOut: readonly string[];
}

/** Throws `NoScenario` where none is left, and `UsageError` for a study that was named: `hint` says why it cannot be. */
export const chooseScenarios = async (
  named: readonly string[],
  directory: string,
  hint: string,
): Promise<ScenarioChoice> => {
  const candidates = named.length > 0 ? named : scenarioFiles(directory);
  const areStudies = await Promise.all(candidates.map((file) => isStudyFile(file)));
  const leftOut = candidates.filter((_, index) => areStudies[index]);
  if (named.length > 0 && leftOut.length > 0)
    throw new UsageError(`${leftOut.join(' and ')} is a study`, hint);
  const files = candidates.filter((_, index) => !areStudies[index]);
  if (files.length === 0) throw new NoScenario(directory);
  return { files, leftOut };
};

export class NoScenario extends BenchError {
  override readonly name = 'NoScenario';
  constructor(directory: string) {
    super(`there is no scenario in ${directory}`, {
      code: 'NO_SCENARIO',
      exitCode: exitCodes.usage,
      file: directory,
      hint: 'name scenario files, or their folder as "scenarios" in bench.config.ts',
    });
  }
}
