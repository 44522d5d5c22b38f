/** A run for tests of plots and pages: rounds of sample events as a result, with their rows in memory. */
import { createBlockLog } from '../measure/block-log.ts';
import { createRecorder } from '../measure/recorder.ts';
import { createResult } from '../measure/result.ts';
import { recordSample, type SampleEvent } from '../measure/sample-round.ts';
import { summariseRound } from '../measure/summary.ts';

export const sampleRun = (rounds: readonly (readonly SampleEvent[])[], label = 'GetMS') => {
  const recorder = createRecorder();
  const summaries = rounds.map((events, index) => {
    recordSample(recorder, index, events);
    recorder.closeRound(index);
    const ends = events.map(({ intendedMs, lateMs = 0, delayMs = 0 }) => intendedMs + lateMs + delayMs);
    const times = { startMs: events[0]?.intendedMs ?? 0, endMs: Math.max(0, ...ends) };
    const about = { label, targetRateTps: 10, dropped: 0, exitReason: 'completed', warmUp: 'none' } as const;
    return summariseRound(recorder, { index, ...about, ...times });
  });
  const blocks = createBlockLog();
  for (let number = 1; number <= 5; number += 1) blocks.add(blockOf(number));
  const scenario = { name: 'sample', chain: { name: 'dev-2s' }, rounds: [] };
  const result = createResult({ scenario, seed: 1, fingerprint: { hardfork: 'osaka' }, rounds: summaries });
  return { result, records: recorder, blocks };
};

const blockOf = (number: number) => ({
  number,
  hash: `0x${number.toString(16).padStart(64, '0')}`,
  timeMs: 2000 * number,
  timestampS: BigInt(2 * number),
  transactionCount: number,
  gasUsed: 3_000_000n * BigInt(number),
  gasLimit: 30_000_000n,
  baseFeePerGasWei: 1_000_000_000n,
  pendingCount: 0,
  queuedCount: 0,
});
