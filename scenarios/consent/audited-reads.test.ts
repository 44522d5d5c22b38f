/** What each audit mode writes on the chain for the same reads, and whom it keeps waiting. */
import { expect, test } from 'vitest';
import { resolveProject } from '../../sim/config/project.ts';
import { loadScenario } from '../../sim/config/resolution.ts';
import { run } from '../../sim/run.ts';
import { auditModes } from './protocol/usage-log.ts';

test('evidence for each access makes readers wait for a block; for a batch it costs one transaction, and nobody waits', async () => {
  const overrides = { chain: 'dev-2s', parameters: { batchSize: '4', batches: '2' } };
  const loaded = await loadScenario('scenarios/audit-modes.ts', resolveProject({}, 'none'), overrides);
  const { result, failure } = await run(loaded, { verification: 'none' });
  expect(failure).toBeUndefined();
  const rounds = Object.fromEntries(result.rounds.map(({ label, labels }) => [label, labels]));
  const counts = auditModes.map((mode) => rounds[mode]?.committed?.succeeded ?? 0);
  expect(counts).toEqual([8, 2, 2, 0]);
  for (const mode of auditModes) {
    const { committed, released } = rounds[mode] ?? {};
    expect(released?.succeeded).toBe(8);
    const waitMs = released?.latencyMs.max ?? Number.NaN;
    if (mode === 'perAccess') expect(waitMs).toBeGreaterThan(committed?.latencyMs.max ?? Number.NaN);
    else expect(waitMs).toBeLessThan(10);
  }
});
