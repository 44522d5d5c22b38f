import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import process from 'node:process';
import { signatureLibrary } from '../ethereum/crypto.ts';

/**
 * What a run was made on and how long it really took: all that differs between two runs of the same seed, kept apart
 * in `environment.json`, which no other file is derived from. No host name, user or path. The date is read here and
 * nowhere else; durations come from whoever measured them on the wall clock.
 */
export interface Environment {
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  readonly machine: {
    readonly os: string;
    readonly architecture: string;
    readonly cpuModel: string;
    /** As many threads as may run at once here, which a container may limit below the machine's cores. */
    readonly cpuCount: number;
    readonly memoryBytes: number;
  };
  readonly runtime: { readonly node: string; readonly v8: string };
  /** Installed versions by package name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Native, or the slower one in JavaScript; results are the same. */
  readonly signatureLibrary: string;
  readonly wallTimes: Readonly<Record<`${string}WallMs`, number>>;
  readonly peakMemoryBytes: number;
}

export const describeEnvironment = (
  versions: Environment['versions'],
  wallTimes: Environment['wallTimes'],
): Environment => ({
  writtenAt: new Date().toISOString(),
  machine: {
    os: `${platform()} ${release()}`,
    architecture: arch(),
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    cpuCount: availableParallelism(),
    memoryBytes: totalmem(),
  },
  runtime: { node: process.versions.node, v8: process.versions.v8 },
  versions,
  signatureLibrary: signatureLibrary().name,
  wallTimes,
  // Node gives kilobytes.
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
});
