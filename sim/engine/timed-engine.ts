/** An engine that tells how long it really took: the same port around any other, with a stopwatch on each operation. */
import type { Engine, OpenBlock } from './engine.ts';

/** Runs work and accounts for its time; given from outside, because this room knows no clock. */
export type Measure = <T>(work: () => Promise<T>) => Promise<T>;

export const timedEngine = (engine: Engine, measure: Measure): Engine => ({
  ...engine,
  openBlock: async (environment) => timedBlock(await measure(() => engine.openBlock(environment)), measure),
  call: (message) => measure(() => engine.call(message)),
});

const timedBlock = (block: OpenBlock, measure: Measure): OpenBlock => ({
  gasUsed: block.gasUsed,
  execute: (transaction) => measure(() => block.execute(transaction)),
  reserve: block.reserve,
  seal: () => measure(() => block.seal()),
  discard: () => measure(() => block.discard()),
});
