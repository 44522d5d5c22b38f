/** A check as reporters take it, for tests: one of each kind of scenario. */
import { compareMetrics } from '../gate/change.ts';
import type { Judgement } from '../gate/judgement.ts';
import type { CheckReport, ScenarioCheck } from '../gate/report.ts';
import { hostileLabel } from './run-reports.ts';

const changes = compareMetrics(
  new Map<string, number | bigint>([
    ['rounds/a/gas/mean', 38_712n],
    ['rounds/a/latencyMs/p95', 2000],
    ['rounds/a/submitted', 10],
    ['rounds/gone/submitted', 1],
  ]),
  new Map<string, number | bigint>([
    ['rounds/a/gas/mean', 38_775n],
    ['rounds/a/latencyMs/p95', Number.POSITIVE_INFINITY],
    ['rounds/a/submitted', 10],
    [`rounds/${hostileLabel}/submitted`, 1],
  ]),
  {},
);

const judgement = (more: Partial<Judgement> = {}): Judgement => ({
  ...{ verdict: 'failed', exitCode: 1, method: 'exact', differences: [], isSubjectChanged: true, changes },
  ...more,
});

export const sampleCheck = (scenario: string, more: Partial<ScenarioCheck> = {}): ScenarioCheck => ({
  ...{ scenario, file: `scenarios/${scenario}.ts`, exitCode: 1, runExitCode: 0 },
  ...{ judgement: judgement(), measured: undefined, findings: [], writtenCount: 0 },
  ...more,
});

/** Of every kind: worse, under other conditions, without a baseline, broken, missing a threshold, gone. */
export const sampleChecks: CheckReport = {
  ...{ verdict: 'failed', exitCode: 3, exitReason: 'completed', demand: 'no regression' },
  scenarios: [
    sampleCheck('worse'),
    sampleCheck('other', {
      exitCode: 4,
      judgement: judgement({
        verdict: 'not-comparable',
        differences: [{ field: 'hardfork', baseline: 'paris', current: 'osaka' }],
        changes: changes.map((change) => ({
          ...change,
          verdict: change.verdict === 'same' ? 'same' : 'not-comparable',
        })),
      }),
    }),
    sampleCheck('new', { exitCode: 4, judgement: judgement({ verdict: 'no-baseline' }) }),
    sampleCheck('threw', { exitCode: 3, runExitCode: 3, judgement: undefined, findings: ['boom <&> "x"'] }),
    sampleCheck('demanding', {
      runExitCode: 1,
      judgement: judgement({ verdict: 'passed', exitCode: 0, changes: [] }),
      findings: ['too slow'],
    }),
  ],
  obsolete: [{ scenario: 'gone', isRemoved: false }],
};
