/** The study's figures, on a whole simulated chain, are those that the contracts' own tests committed. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { resolveProject } from '../sim/config/project.ts';
import { createSimulator } from '../sim/simulation.ts';
import { fakePort } from '../sim/study/fake-study.ts';
import { loadStudy } from '../sim/study/loading.ts';
import { runStudy } from '../sim/study/run-study.ts';
import type { StudyRow, StudyTable } from '../sim/study/table.ts';

const home = new URL('.', import.meta.url).pathname;

/** Of each operation: its key in the snapshot of V0 and V1, of V2 and of V3; null where the contract lacks it. */
const keys: Readonly<Record<string, readonly [paper: string | null, registry: string, lite: string | null]>> =
  {
    'deployed code, bytes': ['deployedBytes', 'deployedBytes', 'deployedBytes'],
    deployment: ['deploy', 'deploy', 'deploy'],
    'request, first of a pair': ['reqManage, first', 'reqManage, first', 'reqManage'],
    'grant, first, after a request': ['grant, first', 'grant, first, after a request', 'grant, first'],
    'grant again, same values': [
      'grant on a live grant, same address',
      'grant, repeated, same values',
      'grant, repeated',
    ],
    'check, as a transaction': [null, 'check as a transaction, Ok', 'check as a transaction, Ok'],
    'GetMS, as a transaction': ['GetMS as a transaction', 'GetMS as a transaction', 'GetMS as a transaction'],
    'grant again, other values': [
      'grant on a live grant, other address',
      'grant, repeated, other values',
      'grant, repeated',
    ],
    revoke: ['revoc', 'revoc', 'revoc'],
    'request after a revocation': ['reqManage after revoc', 'reqManage after revoc', 'reqManage'],
    deny: [null, 'deny', null],
    'withdraw a request': [null, 'withdrawRequest', null],
    'point to a record, first': [null, 'setPointer, first', null],
    'issue a token': [null, 'issueToken', null],
    renounce: [null, 'renounce', null],
    'revoke all, first': [null, 'revokeAll, first', 'revokeAll, first'],
    'revoke all, again': [null, 'revokeAll, again', 'revokeAll, again'],
    'commit what was read, any count': [null, 'commitUsage', 'commitUsage'],
  };

const snapshot = (name: string): Record<string, number> =>
  JSON.parse(readFileSync(new URL(`../contracts/snapshots/${name}.gas.json`, import.meta.url), 'utf8')).osaka;

const expectedRow = (operation: string): StudyRow => {
  const [paper = null, registry = null, lite = null] = keys[operation] ?? [];
  const figure = (name: string, key: string | null) => (key === null ? null : (snapshot(name)[key] ?? null));
  return {
    operation,
    v0_gas: figure('NaiveConsent', paper),
    v1_gas: figure('PaperConsent', paper),
    v2_gas: figure('ConsentRegistry', registry),
    v3_gas: figure('ConsentLite', lite),
  };
};

let table: StudyTable | undefined;
beforeAll(async () => {
  const loaded = await loadStudy(`${home}contracts.ts`, home);
  const project = resolveProject({}, 'none');
  const { simulate } = createSimulator({ loaded, project, seed: 1, onRun: () => () => {} });
  const outcome = await runStudy(
    { study: loaded.study, experiments: loaded.study.experiments, seed: 1 },
    {
      ...fakePort(),
      audit: loaded.audit,
      simulate,
      checkClaim: () => never(),
    },
  );
  if (outcome.failure !== undefined) throw outcome.failure;
  table = outcome.experiments[0]?.tables[0];
}, 60_000);

const never = (): never => {
  throw new Error('the study makes no claims');
};

it('has a row for each operation, and no other', () => {
  expect(table?.rows.map(({ operation }) => operation)).toEqual(Object.keys(keys));
});

it.each(Object.keys(keys))('%s costs what the snapshots say', (operation) => {
  expect(table?.rows.find((row) => row.operation === operation)).toEqual(expectedRow(operation));
});
