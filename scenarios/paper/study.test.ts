/** The study against its source, and the queue model against the simulator. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkClaim } from '../../sim/audit/claims/claim.ts';
import { resolveProject } from '../../sim/config/project.ts';
import type { StudyContext } from '../../sim/index.ts';
import { createRandom } from '../../sim/index.ts';
import { createMining } from '../../sim/mining.ts';
import { createSimulator } from '../../sim/simulation.ts';
import { loadStudy } from '../../sim/study/loading.ts';
import { publishedRows } from '../../sim/study/published.ts';
import { simulateQueue, worstDifferenceUs } from './agreement.ts';
import { alignedRate } from './aligned-rate.ts';
import { claimsCheck } from './claims.ts';

const home = import.meta.dirname;
const loaded = await loadStudy(join(home, 'study.ts'), home);
const published = publishedRows(loaded.audit, 'caliper<=0.3');

const context: StudyContext = {
  seed: 1,
  random: createRandom(1),
  published,
  checkClaim: (claim) => checkClaim(claim, loaded.tables),
  simulate: createSimulator({ loaded, project: resolveProject({}, 'test'), seed: 1, onRun: () => () => {} })
    .simulate,
  ...createMining(1),
  progress: () => {},
};

describe('the published tables', () => {
  test('are those of the paper: 7 rows, none of them possible under the default report, 3 under none', () => {
    expect(published.map(({ name, label, successes }) => [name, label, successes])).toEqual([
      ['T1.1', 'ReqMagan', 1],
      ['T1.2', 'GetMS', 1000],
      ['T1.3', 'GetMS', 1000],
      ['T2.1', 'ReqMagan', 1],
      ['T2.2', 'GetMS', 100],
      ['T2.3', 'GetMS', 100],
      ['T2.4', 'GetMS', 100],
    ]);
    expect(published.filter(({ audit }) => audit.isPossible)).toEqual([]);
    expect(
      published.filter(({ possibleUnder }) => possibleUnder.length === 0).map(({ name }) => name),
    ).toEqual(['T1.1', 'T2.1', 'T2.2']);
  });

  test('bear out one of six claims: 1000 runs are 9.4 times slower, not better', async () => {
    const { tables, findings } = await claimsCheck.run(context);
    expect(tables[0]?.rows.map(({ verdict }) => verdict)).toEqual([
      'fails',
      'holds',
      'fails',
      'fails',
      'fails',
      'fails',
    ]);
    expect(tables[0]?.rows[0]).toMatchObject({ left: '39.825', times: '9.4' });
    expect(findings[0]).toContain('5 of 6');
  });
});

describe('the queue model', () => {
  test.each([
    { intervalUs: 1_804_000, transactionsPerBlock: 24, preparationUs: 25_410, receiptUs: 140 },
    { intervalUs: 300_000, transactionsPerBlock: 5, preparationUs: 7_000, receiptUs: 20_000 },
    { intervalUs: 700_000, transactionsPerBlock: 60, preparationUs: 2_500, receiptUs: 0 },
  ])('agrees with the simulator to the microsecond: %o', async (queue) => {
    const offers = [
      { name: 'overload', count: 90, sendTps: 216.3 },
      { name: 'light', count: 30, sendTps: 11.7 },
    ];
    const { comparisons } = await simulateQueue(context, offers, queue);
    expect(comparisons).toHaveLength(2);
    expect(worstDifferenceUs(comparisons)).toBe(0);
    expect(comparisons[0]?.simulated.avgDelayS).toBeGreaterThan(0.3);
  });
});

test('an aligned rate begins at a block, and goes on at its rate', () => {
  const pacer = alignedRate(10, 500).begin(createRandom(1), {
    startMs: 1234,
    txCount: 9,
    durationMs: undefined,
  });
  const load = { nowMs: 1234, startedCount: 0, completedCount: 0 };
  expect([0, 1, 2].map((index) => pacer.due(index, load))).toEqual(
    [1500, 1600, 1700].map((timeMs) => ({ kind: 'at', timeMs })),
  );
});
