import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { describeEnvironment } from './environment.ts';

describe('environment', () => {
  const environment = describeEnvironment({ solc: '0.8.37' }, { engineWallMs: 12.5 });

  it('says what ran and for how long', () => {
    expect(environment).toMatchObject({
      runtime: { node: process.versions.node },
      versions: { solc: '0.8.37' },
      wallTimes: { engineWallMs: 12.5 },
    });
    expect(environment.machine.cpuCount).toBeGreaterThan(0);
    expect(environment.peakMemoryBytes).toBeGreaterThan(1e6);
  });

  it('survives JSON and names no path', () => {
    const text = JSON.stringify(environment);
    expect(JSON.parse(text)).toEqual(environment);
    expect(text).not.toContain(process.cwd());
  });
});
