/** The files that a run is made of, and whether one of them has changed. They are asked for, again and again: that works on every file system. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSources } from '../../config/loading.ts';
import { defaultProjectFile } from '../../config/project-definition.ts';
import { collectSources } from '../../ethereum/solidity-sources.ts';
import type { Job } from './job.ts';
import type { RunArguments } from './options.ts';

/** What tells one version of a file from another, by absolute path. */
export type Snapshot = ReadonlyMap<string, string>;

/** Scenarios with what they import, the project file, the contracts of `jobs`, and `more`, with what these import. */
export const sourcesOf = async (
  { scenario, config = defaultProjectFile }: Pick<RunArguments, 'scenario' | 'config'>,
  more: readonly string[],
  jobs: readonly Job[] = [],
): Promise<readonly string[]> => {
  const contracts = jobs.flatMap((job) =>
    job.kind === 'scenario' ? job.loaded.scenario.contracts.map(({ file }) => file) : [],
  );
  const solidity = [...contracts, ...more].filter((file) => file.endsWith('.sol') && existsSync(file));
  const closures = await Promise.all(solidity.map(collectSources));
  return [
    ...[...scenario, config].flatMap((file) => [resolve(file), ...readSources(file).keys()]),
    ...[...contracts, ...more].map((file) => resolve(file)),
    ...closures.flatMap(({ paths }) => [...paths.values()]),
  ];
};

export const snapshot = (paths: readonly string[]): Snapshot =>
  new Map(paths.map((path) => [path, stateOf(path)]));

/** One that is new, gone or different. */
export const changedSince = (before: Snapshot): string | undefined => {
  for (const [path, state] of before) if (stateOf(path) !== state) return path;
  return undefined;
};

const stateOf = (path: string): string => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'missing' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
};
