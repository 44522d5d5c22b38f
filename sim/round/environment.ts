import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import process from 'node:process';
import { signatureLibrary } from '../ethereum/crypto.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';

/**
 * What a run was made on and how long it really took: all that differs between two runs of the same seed, kept apart
 * in `environment.json`, from which no other file is derived. No host name, user or path. The date is read here and
 * nowhere else.
 */
export interface Environment {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Of this run, loading of the scenario not included. */
  readonly totalWallMs: number;
  /** What our EVM took of it. */
  readonly engineWallMs: number;
  readonly peakMemoryBytes: number;
  readonly machine: {
    readonly os: string;
    readonly architecture: string;
    readonly cpuModel: string;
    /** As many threads as may run at once here, which a container may limit below the machine's cores. */
    readonly cpuCount: number;
    readonly memoryBytes: number;
  };
  readonly runtime: { readonly node: string; readonly v8: string };
  /** chronobench and what it depends on, all pinned exactly. */
  readonly versions: Readonly<Record<string, string>>;
  /** Native, or the slower one in JavaScript; results are the same. */
  readonly signatureLibrary: string;
}

export interface EnvironmentWatch {
  finish(wallTimes: Pick<Environment, 'engineWallMs'>): Environment;
}

/** Starts the clock of a run. */
export const environmentOf = (): EnvironmentWatch => {
  const startedAt = new Date().toISOString();
  const startWallMs = monotonicWallMs();
  return {
    finish: ({ engineWallMs }) => ({
      startedAt,
      totalWallMs: monotonicWallMs() - startWallMs,
      engineWallMs,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024, // Node gives kilobytes
      machine: {
        os: `${platform()} ${release()}`,
        architecture: arch(),
        cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
        cpuCount: availableParallelism(),
        memoryBytes: totalmem(),
      },
      runtime: { node: process.versions.node, v8: process.versions.v8 },
      versions: versions(),
      signatureLibrary: signatureLibrary.name,
    }),
  };
};

/** package.json lies two folders above this file in the sources and in the build. */
const versions = (): Record<string, string> => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version, dependencies } = JSON.parse(text) as {
    version: string;
    dependencies: Record<string, string>;
  };
  return { chronobench: version, ...dependencies };
};
