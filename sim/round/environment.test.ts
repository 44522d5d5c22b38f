import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.ts';

describe('environment', () => {
  const environment = environmentOf().finish({ engineWallMs: 12.5 });

  it('says what ran and for how long', () => {
    expect(environment).toMatchObject({
      engineWallMs: 12.5,
      runtime: { node: process.versions.node },
      versions: { chronobench: expect.any(String), solc: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    });
    expect(environment.totalWallMs).toBeGreaterThanOrEqual(0);
    expect(environment.machine.cpuCount).toBeGreaterThan(0);
    expect(environment.peakMemoryBytes).toBeGreaterThan(1e6);
  });

  it('names exact versions only, so that what is declared is what is installed', () => {
    for (const version of Object.values(environment.versions)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('survives JSON and names no path', () => {
    const text = JSON.stringify(environment);
    expect(JSON.parse(text)).toEqual(environment);
    expect(text).not.toContain(process.cwd());
  });
});
