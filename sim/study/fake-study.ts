/** A study for tests: two published rows, of which one is impossible, and experiments that simulate nothing. */
import { auditTables } from '../audit/audit.ts';
import { checkClaim } from '../audit/claims/claim.ts';
import { readTables } from '../audit/reading/read-tables.ts';
import type { StudyPort } from './run-study.ts';
import type { Experiment, Findings, StudyDefinition } from './study.ts';
import { studyTable } from './table.ts';

const text = `name,succ,fail,send_rate_tps,max_latency_s,min_latency_s,avg_latency_s,throughput_tps
fine,500,0,307.3,4.01,1.23,2.94,109.7
impossible,100,0,114.2,4.25,2.53,4.27,11.2
`;

const tables = readTables({ name: 'tables.csv', text });

export const fakeAudit = auditTables(tables, 'auto');

const nothingFound: Findings = { tables: [], findings: [] };

export const fakeExperiment = (
  id: string,
  run: Experiment['run'] = async () => nothingFound,
): Experiment => ({ id, title: `Title of ${id}`, question: `Question of ${id}?`, run });

export const fakeStudy = (experiments: readonly Experiment[]): StudyDefinition => ({
  name: 'fake',
  title: 'A fake study',
  source: 'Nobody: Nothing, 2026',
  published: { file: 'tables.csv', definition: 'caliper<=0.3' },
  claimed: ['It was claimed.'],
  unknown: ['The rest.'],
  experiments,
});

export const fakePort = (events: string[] = []): StudyPort => ({
  audit: fakeAudit,
  checkClaim: (claim) => checkClaim(claim, tables),
  simulate: async (_scenario, { label }) => {
    events.push(`simulate ${label}`);
    return [];
  },
  mine: () => Promise.reject(new Error('a fake mines nothing')),
  race: () => Promise.reject(new Error('a fake has no race')),
  progress: (what) => void events.push(`progress ${what}`),
  onExperiment: ({ id }) => void events.push(`experiment ${id}`),
  onFound: ({ id }) => void events.push(`found ${id}`),
});

/** Two tables with one column in common, and with texts that a format must not trip over. */
export const fakeFindings: Findings = {
  tables: [
    studyTable(
      { id: 'first', title: 'First' },
      [1.5, Number.NaN],
      [
        { key: 'row', head: 'Row', value: (value) => `a|b, "${value}"` },
        { key: 'delay_s', head: 'Delay', unit: 's', decimals: 2, value: (value) => value },
      ],
    ),
    studyTable(
      { id: 'second', title: 'Second', remark: 'in passing' },
      [1234],
      [
        { key: 'row', head: 'Row', value: () => 'c' },
        { key: 'count', head: 'Count', decimals: 0, value: (value) => value },
      ],
    ),
  ],
  findings: ['The main thing.', 'Another one.'],
};
