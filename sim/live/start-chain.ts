/** The door to chains in real time: the machinery is loaded when one is started. */
import type { LiveChain, LiveChainOptions } from './live.ts';

/** Errors: UnknownChain, and those of the project file. */
export const startChain = async (options: LiveChainOptions): Promise<LiveChain> => {
  const { openLiveChain } = await import('./live-chain.ts');
  return openLiveChain(options);
};
