import { describe, expect, test } from 'vitest';
import { resolveProject } from './config/project.ts';
import type { ScenarioDefinition } from './config/scenario.ts';
import { BenchError, exitCodes } from './errors.ts';
import { fixedRate } from './load/fixed-rate.ts';
import type { RunControls } from './run.ts';
import { createSimulator } from './simulation.ts';
import { fakeAudit, fakeStudy } from './study/fake-study.ts';
import type { SimulationOptions } from './study/study.ts';

const transfers: ScenarioDefinition = {
  accounts: { user: 2 },
  rounds: [
    {
      label: 'transfer',
      txCount: 20,
      rate: fixedRate(10),
      workload: ({ account, send, index }) =>
        send({ from: account('user', index % 2), to: account('user', 0), gasLimit: 21_000n }),
    },
  ],
};

const loaded = { study: fakeStudy([]), home: '.', tables: [], audit: fakeAudit, sourceHash: '' };

const simulate = (
  options: Partial<SimulationOptions>,
  project: object = {},
  onRun: (controls: RunControls) => () => void = () => () => {},
) =>
  createSimulator({ loaded, project: resolveProject(project, 'test'), seed: 1, onRun }).simulate(transfers, {
    label: 'transfers',
    chain: 'instant',
    ...options,
  });

const slots = (intervalMs: number) => ({
  extends: 'dev-2s',
  producer: { kind: 'slots', intervalMs } as const,
  node: { msPerGas: 0 },
});

describe('a simulation', () => {
  test('gives the rounds of the run, which pass the audit', async () => {
    const [round, ...others] = await simulate({});
    expect(others).toEqual([]);
    expect(round?.summary).toMatchObject({ label: 'transfer', succeeded: 20, failed: 0 });
    expect(round?.broken).toEqual([]);
  });

  test('runs on a variant of its own, before a chain of the project with the same name', async () => {
    const project = { chains: { mine: slots(5_000) } };
    const latest = async (options: Partial<SimulationOptions>) =>
      (await simulate({ chain: 'mine', ...options }, project))[0]?.summary.endMs;
    expect(await latest({})).toBe(5_000);
    expect(await latest({ chains: { mine: slots(700) } })).toBe(2_100);
  });

  test('refuses a chain that nobody knows', async () => {
    await expect(simulate({ chain: 'nowhere' })).rejects.toMatchObject({ code: 'UNKNOWN_CHAIN' });
  });

  test('rejects with what stopped it, and says when it has ended', async () => {
    const reason = new BenchError('enough', { code: 'STOPPED', exitCode: exitCodes.interrupted });
    let endedCount = 0;
    const stopped = simulate({}, {}, ({ stop }) => {
      stop(reason);
      return () => {
        endedCount += 1;
      };
    });
    await expect(stopped).rejects.toBe(reason);
    expect(endedCount).toBe(1);
  });
});
