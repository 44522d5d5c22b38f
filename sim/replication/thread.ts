/**
 * What a thread of the pool runs. Everything is imported at the first task: the pool loads this file by `require`
 * before it tries `import`, and modules that await at their top level survive only the latter.
 */
import { enableCompileCache } from 'node:module';
import type { ReplicationOutcome, ReplicationTask } from './replicate.ts';

// Threads do not inherit it; with it, all that is imported costs them half the time.
enableCompileCache();

export default async (task: ReplicationTask): Promise<ReplicationOutcome> => {
  const { replicate } = await import('./replicate.ts');
  return replicate(task);
};
