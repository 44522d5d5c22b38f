/** A study as JUnit: each experiment that came to its end is a case, and so is what kept one from it. */
import type { StudyResult } from '../../study/result.ts';
import { impossibleText } from '../study-words.ts';
import { fingerprintProperties, type JunitCase, junitXml, problemOf } from './junit.ts';

export const studyJunit = (result: StudyResult): string => {
  const { name, seed, exitReason, verdict, fingerprint, experiments, definition, published } = result;
  const failed = (verdict?.findings ?? []).map(
    (finding): JunitCase => ({ name: finding.about, problem: problemOf([finding]) }),
  );
  return junitXml([
    {
      name,
      properties: {
        seed: String(seed),
        exitReason,
        exitCode: String(verdict?.exitCode ?? 0),
        ...fingerprintProperties(fingerprint),
      },
      cases: [...experiments.map(({ id }) => ({ name: id })), ...failed],
      notes: [
        ...experiments.flatMap(({ id, findings }) => findings.map((text) => `${id}: ${text}`)),
        ...(definition === null ? [] : [impossibleText(published, definition)]),
      ],
    },
  ]);
};
