/** The files of a study: a CSV and a JSON file for each experiment, one page for readers, and all of it as result.json. */
import type { StudyResult } from '../study/result.ts';
import { experimentCsv } from './csv/study-csv.ts';
import { toJson } from './json.ts';
import type { OutputFile } from './result-files.ts';
import { studyPage } from './study-page.ts';

/** `environment`: machine, versions, wall times: the only file that differs between two runs of the same seed. */
export const studyFiles = (result: StudyResult, environment: unknown): readonly OutputFile[] => {
  const { schemaVersion, name, seed } = result;
  return [
    { name: 'result.json', pieces: [toJson(result)] },
    { name: `${name}.md`, pieces: [studyPage(result)] },
    ...result.experiments.flatMap((experiment) => [
      { name: `${experiment.id}.csv`, pieces: experimentCsv(experiment) },
      {
        name: `${experiment.id}.json`,
        pieces: [toJson({ schemaVersion, study: name, seed, ...experiment })],
      },
    ]),
    { name: 'environment.json', pieces: [toJson(environment)] },
  ];
};
