/** The experiments on the paper's claims in small: the same functions, with fewer replications. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveProject } from '../../sim/config/project.ts';
import { createMining } from '../../sim/mining.ts';
import { createSimulator } from '../../sim/simulation.ts';
import { loadStudy } from '../../sim/study/loading.ts';
import { targetS } from './byzantium-miners.ts';
import { expectedDelays } from './congestion-sweep.ts';
import { windowsAround } from './difficulty-step.ts';
import { markets } from './load.ts';
import { executeRace } from './rewrite-executed.ts';
import { effectiveRatio, othersStaleRatio } from './rewrite-nodes.ts';
import { errorsOff, oddsOf } from './rewrite-odds.ts';
import { settle } from './settled-difficulty.ts';

const home = join(import.meta.dirname, '..');
const loaded = await loadStudy(join(home, 'majority.ts'), home);
const mining = createMining(1);
const { simulate } = createSimulator({
  loaded,
  project: resolveProject({}, 'test'),
  seed: 1,
  onRun: () => () => {},
});
const context = { ...mining, simulate };

describe('difficulty', () => {
  test('follows hash power and not nodes, and the block time follows neither', async () => {
    for (const { hashPower, difficulty, intervalS } of await settle(context, {
      replicationCount: 3,
      blockCount: 6_000,
    })) {
      expect(Math.abs(difficulty.mean / hashPower - 1)).toBeLessThan(0.05);
      expect(Math.abs(intervalS.mean / targetS - 1)).toBeLessThan(0.03);
    }
  });

  test('is behind when hash power joins: blocks come faster, then at their old pace', async () => {
    const windows = await windowsAround(context, 4, { replicationCount: 1, blockCount: 33_000 });
    const intervals = windows.map(({ intervalS }) => intervalS.mean);
    expect(intervals[1]).toBeLessThan(targetS / 3);
    expect(Math.abs((intervals.at(-1) ?? 0) / targetS - 1)).toBeLessThan(0.03);
  });
});

describe('rewriting', () => {
  test('is as frequent as the formula has it', async () => {
    const attack = { attackerRatio: 0.2, confirmations: 2, othersCount: 1, delayS: 0 };
    const odds = await oddsOf(context, attack, 1_000, 0);
    expect(odds.exactRatio).toBeCloseTo(0.208, 12);
    expect(Math.abs(errorsOff(odds))).toBeLessThan(4);
  });

  test('costs the others what of their blocks goes stale', () => {
    const attack = { attackerRatio: 0.3, confirmations: 2, othersCount: 50, delayS: 0 };
    expect(effectiveRatio(attack)).toBe(0.3);
    expect(othersStaleRatio({ ...attack, delayS: 2 })).toBeCloseTo(0.094, 3);
    expect(effectiveRatio({ ...attack, othersCount: 1, delayS: 2 })).toBe(0.3);
  });

  test('takes a grant out of the contract exactly when the race on headers is won', async () => {
    const attack = { attackerRatio: 0.4, confirmations: 2, othersCount: 2, delayS: 0 };
    const races = [];
    for (let replication = 0; replication < 6; replication += 1)
      races.push(await executeRace(context, attack, replication));
    for (const race of races) {
      expect(race).toMatchObject({ agreesWithHeaders: true, wasActive: true });
      expect(race.isPending).toBe(race.isRewritten);
      expect(race.isActive).toBe(!race.isRewritten);
    }
    expect(new Set(races.map(({ isRewritten }) => isRewritten)).size).toBe(2);
  });

  test('always succeeds on a chain of one node', async () => {
    const alone = { attackerRatio: 1, confirmations: 6, othersCount: 0, delayS: 0 };
    expect(await executeRace(context, alone, 0)).toMatchObject({ wasActive: true, isRewritten: true });
  });
});

test('delays are expected below 0.9 of the capacity, and nowhere else', () => {
  for (const market of markets) {
    expect(expectedDelays(market, 0.9)).toBeUndefined();
    expect(expectedDelays(market, 0.2)?.meanS).toBeGreaterThan(market.intervalS / 2);
    expect(expectedDelays(market, 0.8)?.meanS).toBeGreaterThan(expectedDelays(market, 0.2)?.meanS ?? 0);
  }
});
