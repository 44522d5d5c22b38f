/** The study in small: the same functions, with fewer revocations; and a server that never learns. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveProject } from '../sim/config/project.ts';
import { createSimulator } from '../sim/simulation.ts';
import { loadStudy } from '../sim/study/loading.ts';
import { errorsOff } from './claims/estimates.ts';
import { poll } from './consent/protocol/synchronisation.ts';
import { type Mode, messageMs, modes, pullBlind } from './consent/revocation/modes.ts';
import { stepMs } from './consent/revocation/reading.ts';
import { runSeries } from './consent/revocation/series.ts';
import { type Setting, settings } from './consent/revocation/settings.ts';
import { type Measured, measured } from './consent/revocation/table.ts';

const home = import.meta.dirname;
const slots = settings.find(({ id }) => id === 'dev-2s') as Setting;
const chosen = modes.filter(({ id }) => id !== 'poll-60s');
const rows = new Map<string, Measured>();
const of = (id: string): Measured => rows.get(id) as Measured; // of the modes chosen
let observe: (setting: Setting, which: readonly Mode[], trialCount: number) => Promise<readonly Measured[]>;

beforeAll(async () => {
  const loaded = await loadStudy(join(home, 'revocation.ts'), home);
  const project = resolveProject({}, 'test');
  const { simulate } = createSimulator({ loaded, project, seed: 1, onRun: () => () => {} });
  observe = async (setting, which, trialCount) => {
    const series = { setting, trialCount, modes: which, replication: 0 };
    return measured(setting, (await runSeries({ simulate }, series)).readings);
  };
  for (const row of await observe(slots, chosen, 6)) rows.set(row.mode.id, row);
}, 60_000);

describe('a revocation on slots of 2 s', () => {
  it.each(['pull', 'event-cache', 'poll-10s'])('is enforced by %s when theory says', (id) => {
    const { meanS, expectedS, gapS, openCount } = of(id);
    expect(Math.abs(errorsOff(meanS, expectedS) ?? Number.NaN)).toBeLessThan(4);
    expect(openCount).toBe(0);
    expect(gapS).toBeLessThan((2 * stepMs) / 1_000); // the bracket in which it took effect
  });

  it('is known by a pull with its block, and by a poll within one period more', () => {
    const [slotS, answerS] = [2, (messageMs + 2 * stepMs) / 1_000];
    expect(of('pull').maxS).toBeLessThan(slotS + answerS);
    expect(of('event-cache').maxS).toBeCloseTo(of('pull').maxS, 1);
    expect(of('poll-10s').maxS).toBeLessThan(slotS + 10 + answerS);
    expect(of('poll-10s').maxS).toBeGreaterThan(slotS + answerS);
  });

  it('is enforced by a poll that sees the pool, but is not asked while it waits, at the end of the period', () => {
    const { meanS, openCount } = of('poll-60s-pool-unasked');
    expect(Math.abs(errorsOff(meanS, 60 / 2) ?? Number.NaN)).toBeLessThan(4);
    expect(openCount).toBe(0);
  });

  it('is enforced before its block by who sees the pool or is shown it, and only the answer on its way is late', () => {
    const resolutionS = (2 * stepMs) / 1_000;
    for (const [id, messages] of [
      ['pull-pool', 1],
      ['poll-60s-pool', 1],
      ['shown', 2],
    ] as const) {
      expect(of(id).maxS).toBeLessThan((messages * messageMs) / 1_000 + resolutionS);
      expect(of(id).maxS).toBeGreaterThan((messages * messageMs) / 1_000 - resolutionS);
    }
  });
});

it('a server that never asks again is still open when the watch ends', async () => {
  const deaf: Mode = {
    ...{ ...pullBlind, id: 'deaf' },
    viewFrom: ({ chain }) => ({ ...poll(chain.view, () => 0, 1), isRevocationPending: async () => false }),
  };
  const [row] = await observe({ ...slots, horizonMs: 10_000 }, [deaf], 2);
  expect(row).toMatchObject({ openCount: 2, maxS: 10 });
});
