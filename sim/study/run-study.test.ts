import { describe, expect, test } from 'vitest';
import { BenchError, exitCodes } from '../errors.ts';
import { fakeExperiment, fakePort, fakeStudy } from './fake-study.ts';
import { chooseExperiments, runStudy } from './run-study.ts';
import type { Experiment } from './study.ts';

const run = (experiments: readonly Experiment[], events: string[] = [], seed = 1) =>
  runStudy({ study: fakeStudy(experiments), experiments, seed }, fakePort(events));

describe('a study', () => {
  test('runs its experiments in order, each announced before it begins', async () => {
    const events: string[] = [];
    const simulating = fakeExperiment('A', async ({ simulate, progress }) => {
      progress('to begin with');
      await simulate({ accounts: {}, rounds: [] }, { label: 'one', chain: 'instant' });
      return { tables: [], findings: ['found'] };
    });
    const { experiments, failure } = await run([simulating, fakeExperiment('B')], events);
    expect(events).toEqual([
      ...['experiment A', 'progress to begin with', 'simulate one', 'found A'],
      ...['experiment B', 'found B'],
    ]);
    expect(experiments.map(({ id, findings }) => [id, findings])).toEqual([
      ['A', ['found']],
      ['B', []],
    ]);
    expect(failure).toBeUndefined();
  });

  test('gives each experiment a random stream of its own, the same for a seed whatever else runs', async () => {
    const drawn: number[] = [];
    const drawing = fakeExperiment('B', async ({ random }) => {
      drawn.push(random.uint32());
      return { tables: [], findings: [] };
    });
    await run([fakeExperiment('A'), drawing]);
    await run([drawing]);
    await run([drawing], [], 2);
    expect(drawn[1]).toBe(drawn[0]);
    expect(drawn[2]).not.toBe(drawn[0]);
  });

  test('shows the published rows with their audit, and checks claims about them', async () => {
    const seen: unknown[] = [];
    await run([
      fakeExperiment('A', async ({ published, checkClaim }) => {
        seen.push(...published.map(({ name, audit }) => [name, audit.isPossible]));
        seen.push(checkClaim('mean(avg.fine) < mean(avg.impossible)').verdict);
        return { tables: [], findings: [] };
      }),
    ]);
    expect(seen).toEqual([['T1.1', true], ['T1.2', false], 'holds']);
  });

  test('ends with the first experiment that breaks, and keeps what came before', async () => {
    const broken = fakeExperiment('B', async () => {
      throw new BenchError('the chain stood still', { code: 'STUCK', exitCode: exitCodes.scenarioFailed });
    });
    const { experiments, failure } = await run([fakeExperiment('A'), broken, fakeExperiment('C')]);
    expect(experiments.map(({ id }) => id)).toEqual(['A']);
    expect(failure).toMatchObject({ code: 'STUCK', exitCode: 3 });
  });

  test('lets a bug through', async () => {
    const buggy = fakeExperiment('A', async () => {
      throw new TypeError('undefined is not a function');
    });
    await expect(run([buggy])).rejects.toThrow(TypeError);
  });
});

describe('the choice of experiments', () => {
  const study = fakeStudy(['A', 'B', 'C'].map((id) => fakeExperiment(id)));
  const chosen = (names: readonly string[]) => chooseExperiments(study, names).map(({ id }) => id);

  test('is all of them where none is named, and in the order of the study', () => {
    expect(chosen([])).toEqual(['A', 'B', 'C']);
    expect(chosen(['C', 'A', 'C'])).toEqual(['A', 'C']);
  });

  test('names every unknown one, and those there are', () => {
    expect(() => chosen(['A', 'X', 'Y'])).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_EXPERIMENT',
        exitCode: 2,
        problems: [
          { path: '--only', expected: 'one of A, B, C', received: "'X'" },
          { path: '--only', expected: 'one of A, B, C', received: "'Y'" },
        ],
      }),
    );
  });
});
