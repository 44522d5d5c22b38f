import { expect, test } from 'vitest';
import { replicationCount, seedsOf } from './case.ts';
import { validationCases } from './cases.ts';
import { validate } from './runner.ts';

const named = (...ids: readonly string[]) => validationCases.filter(({ id }) => ids.includes(id));

test('every exact case passes', async () => {
  const exact = validationCases.filter(({ kind }) => kind === 'exact');
  const verdicts = await validate(exact, { workerCount: 1 });
  expect(verdicts.flatMap(({ figures }) => figures).filter(({ verdict }) => verdict === 'failed')).toEqual(
    [],
  );
  expect(verdicts.length).toBeGreaterThanOrEqual(5);
});

test('verdicts do not depend on the number of threads', async () => {
  const cases = named('V23', 'V9b', 'V1');
  expect(await validate(cases, { workerCount: 2 })).toEqual(await validate(cases, { workerCount: 1 }));
});

test('a sampled case runs in its replications, and says how far it is', async () => {
  const progress: number[] = [];
  const [verdict] = await validate(named('V23'), {
    workerCount: 1,
    onProgress: (done) => progress.push(done),
  });
  expect(verdict).toMatchObject({ id: 'V23', replications: replicationCount, verdict: 'passed' });
  expect(progress).toEqual(Array.from({ length: replicationCount }, (_, index) => index + 1));
});

test('names are distinct, and no two sampled cases share a seed', () => {
  const ids = validationCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const seeds = validationCases.filter(({ kind }) => kind === 'sampled').flatMap(seedsOf);
  expect(new Set(seeds).size).toBe(seeds.length);
});
