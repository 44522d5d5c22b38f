/** The ladder in small: the same functions, with fewer encounters. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveProject } from '../sim/config/project.ts';
import { createSimulator } from '../sim/simulation.ts';
import { loadStudy } from '../sim/study/loading.ts';
import { type Climbed, climb } from './consent/ladder/climb.ts';
import { eventsOf, mixOf, pairOf } from './consent/ladder/mix.ts';
import { rungs } from './consent/ladder/rungs.ts';

const home = import.meta.dirname;
const effort = { encounters: 50, encountersPerS: 1, readsPerRoot: 80 };
const mix = mixOf(effort.encounters);

const climbed = new Map<string, Climbed>();
let overloaded: Climbed | undefined;
const of = (title: string): Climbed => climbed.get(title) as Climbed; // of the rungs

beforeAll(async () => {
  const loaded = await loadStudy(join(home, 'ladder.ts'), home);
  const project = resolveProject({}, 'test');
  const { simulate } = createSimulator({ loaded, project, seed: 1, onRun: () => () => {} });
  for (const rung of rungs) climbed.set(rung.title, await climb({ simulate }, rung, effort));
  const [v1] = rungs as [(typeof rungs)[0]];
  overloaded = await climb({ simulate }, v1, { encounters: 320, encountersPerS: 8, readsPerRoot: 80 });
}, 60_000);

describe('the mix', () => {
  it('gives every pair one fate', () => {
    const fates = new Map<string, string>();
    for (const event of eventsOf(mix)) {
      const { patientIndex, staffIndex } = pairOf(mix, event);
      const pair = `${patientIndex} ${staffIndex}`;
      if (event.kind !== 'read') expect(fates.has(pair)).toBe(false);
      expect(fates.get(pair) ?? event.kind).toBe(event.kind);
      fates.set(pair, event.kind);
    }
  });

  it('has the proportions of the workload model', () => {
    const { request, grant, read, revoke } = mixOf(100_000);
    expect([request, grant, read, revoke].map((count) => (1000 * count) / read)).toEqual([
      37.5, 32, 1000, 0.32,
    ]);
  });
});

describe('the ladder', () => {
  it('sends as many transactions as each rung says', () => {
    const rest = mix.request + mix.revoke;
    const counted = rungs.map(({ title, grantsPerTransaction, accounting }) => {
      const reads = { lookup: mix.read, perAccess: mix.read, merkleBatch: mix.read / effort.readsPerRoot };
      const sent = rest + Math.ceil(mix.grant / grantsPerTransaction) + Math.ceil(reads[accounting]);
      return [title, (1000 * sent) / effort.encounters];
    });
    expect([...climbed].map(([title, { transactions }]) => [title, transactions])).toEqual(counted);
  });

  it.each(rungs.filter(({ above }) => above !== undefined))('$title costs less than $above', (rung) => {
    expect(of(rung.title).gas).toBeLessThan(of(rung.above as string).gas);
  });

  it('serves at most what full blocks carry, and that much where more is offered', () => {
    for (const { carriedPerS, servedPerS } of climbed.values()) expect(servedPerS).toBeLessThan(carriedPerS);
    const { carriedPerS = 0, servedPerS = 0 } = overloaded ?? {};
    // The end of a block stays empty where the next gas limit does not fit, and what is in one block is a sample of the mix.
    expect(Math.abs(servedPerS / carriedPerS - 1)).toBeLessThan(0.03);
  });
});
