/** The study in small: the same functions, with fewer patients. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolveProject } from '../sim/config/project.ts';
import { createRandom } from '../sim/index.ts';
import { createSimulator } from '../sim/simulation.ts';
import { loadStudy } from '../sim/study/loading.ts';
import { observeGrants } from './consent/privacy/granting.ts';
import { meanLinkability } from './consent/privacy/linkability.ts';
import { privacyProfiles } from './consent/privacy/profiles.ts';
import { departmentOf, drawVisits } from './consent/privacy/visits.ts';

const clinic = { patientCount: 24, staffCount: 9, departmentCount: 3, visitCount: 3, dayCount: 28 };

it('gives away a visit by the address that it shares with others, and by its day, unless each grant has an address and days are gone', async () => {
  const loaded = await loadStudy(join(import.meta.dirname, 'linkability.ts'), import.meta.dirname);
  const { simulate } = createSimulator({
    ...{ loaded, project: resolveProject({}, 'test'), seed: 1, onRun: () => () => {} },
  });
  const visits = drawVisits(clinic, createRandom('visits'));
  const scores = new Map<string, readonly number[]>();
  for (const profile of privacyProfiles) {
    const { sightings, staff } = await observeGrants({ simulate }, clinic, visits, profile);
    expect(sightings).toHaveLength(visits.length);
    const known = visits.map(({ patientIndex, staffIndex, day }) => ({
      ...{ patientIndex, ms: staff[staffIndex] as string },
      day: profile.sending === 'atOnce' ? day : clinic.dayCount,
    }));
    const score = (knowledge: 'nothing' | 'itsDay') =>
      meanLinkability(known, sightings, (ms) => departmentOf(clinic, staff.indexOf(ms)), knowledge);
    scores.set(profile.id, [score('nothing'), score('itsDay')]);
  }
  const of = (id: string, place: number): number => scores.get(id)?.[place] ?? Number.NaN;
  expect(of('default', 0)).toBeGreaterThan(0.9);
  expect(of('batched', 0)).toBeGreaterThan(0.5);
  expect(of('fresh', 0)).toBeLessThan(0.05); // nine of ten in one of three departments, among 70 grants
  expect(of('fresh', 1)).toBeGreaterThan(0.2); // two or three grants of a day
  expect(of('private', 0)).toBeLessThan(0.05);
  expect(of('private', 1)).toBeLessThan(0.05);
});
