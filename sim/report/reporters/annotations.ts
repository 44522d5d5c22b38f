/** What of a run or a check is worth an annotation: whatever fails it, and what its reader is warned of. */
import { exitCodes } from '../../errors.ts';
import { fails } from '../../gate/judgement.ts';
import type { CheckReport, ScenarioCheck } from '../../gate/report.ts';
import type { StudyResult } from '../../study/result.ts';
import { bySeverity } from '../change-rows.ts';
import { changeText } from '../change-text.ts';
import { differenceTexts } from '../condition-text.ts';
import { runRemarks } from '../run-remarks.ts';
import type { Annotation } from './github.ts';
import { auditText } from './run-facts.ts';
import { type RunReport, scenarioName } from './run-report.ts';

/** `file`: of the scenario. */
export const runAnnotations = (report: RunReport, file: string | undefined): readonly Annotation[] => {
  const title = scenarioName(report);
  const { result, verdict, audit } = report;
  const warnings = runRemarks(result).filter(({ kind }) => kind === 'warning');
  return [
    ...verdict.findings.map(({ about, text }) => ({
      level: 'error' as const,
      title: `${title}: ${about}`,
      message: text,
      file,
    })),
    ...(audit.some(({ broken }) => broken.length > 0)
      ? [{ level: 'warning' as const, title: `${title}: audit`, message: auditText(report), file }]
      : []),
    ...warnings.map(({ text }) => ({ level: 'warning' as const, title, message: text, file })),
  ];
};

/** What a study finds out is none of its faults. */
export const studyAnnotations = (
  { name, verdict }: StudyResult,
  file: string | undefined,
): readonly Annotation[] =>
  (verdict?.findings ?? []).map(({ about, text }) => ({
    level: 'error',
    title: `${name}: ${about}`,
    message: text,
    file,
  }));

export const checkAnnotations = (report: CheckReport): readonly Annotation[] => [
  ...report.scenarios.flatMap((check) => scenarioAnnotations(check, report)),
  ...report.obsolete
    .filter(({ isRemoved }) => !isRemoved)
    .map(({ scenario }) => ({
      level: 'error' as const,
      title: scenario,
      message: 'there is a baseline, but no such scenario any more',
    })),
];

const scenarioAnnotations = (check: ScenarioCheck, { demand }: CheckReport): readonly Annotation[] => {
  const { scenario, file, judgement, findings, exitCode } = check;
  const about = (level: Annotation['level'], message: string) => ({ level, title: scenario, message, file });
  const changes = [...(judgement?.changes ?? [])].sort(bySeverity);
  return [
    ...(exitCode === exitCodes.ok ? [] : findings.map((text) => about('error', text))),
    ...(judgement?.verdict === 'no-baseline' ? [about('error', 'no baseline')] : []),
    ...(judgement?.verdict === 'not-comparable'
      ? [
          about(
            'error',
            ['not comparable', ...differenceTexts(judgement.differences, 'in the baseline')].join('\n'),
          ),
        ]
      : []),
    ...changes.flatMap((change) => {
      if (judgement?.verdict === 'failed' && fails(change, demand))
        return [about('error', changeText(change))];
      const isWarning = change.level === 'warn' && ['regressed', 'removed'].includes(change.verdict);
      return isWarning ? [about('warning', changeText(change))] : [];
    }),
  ];
};
