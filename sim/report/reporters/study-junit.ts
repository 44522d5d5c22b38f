/** A study as JUnit: each experiment that came to its end is a case, and so is what kept one from it. */
import { exitCodes } from '../../errors.ts';
import type { Finding } from '../../measure/result.ts';
import type { StudyResult } from '../../study/result.ts';
import { impossibleText } from '../study-words.ts';
import { fingerprintProperties, type JunitCase, junitXml, problemOf } from './junit.ts';

export const studyJunit = (result: StudyResult): string => {
  const { name, seed, exitReason, fingerprint, experiments, definition, published } = result;
  const findings = findingsOf(result);
  const failed = findings.map(
    (finding): JunitCase => ({ name: finding.about, problem: problemOf([finding]) }),
  );
  return junitXml([
    {
      name,
      properties: {
        seed: String(seed),
        exitReason,
        exitCode: String(Math.max(exitCodes.ok, ...findings.map(({ exitCode }) => exitCode))),
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

/** Of a result that no command judged, what its end says. */
const findingsOf = ({ verdict, exitReason }: StudyResult): readonly Finding[] => {
  if (verdict !== undefined) return verdict.findings;
  if (exitReason === 'completed') return [];
  const exitCode = exitReason === 'interrupted' ? exitCodes.interrupted : exitCodes.scenarioFailed;
  return [{ about: 'study', exitCode, text: `it ended early (${exitReason})` }];
};
