import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scheduler } from '../kernel/scheduler.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { Hex } from '../units.ts';
import type { Chain, ChainListener } from './chain.ts';
import { createFakeChain, type Fate } from './fake-chain.ts';
import { pollingClient } from './polling.ts';

const bytes = (index: number) => Uint8Array.of(index);
const hash = (raw: Uint8Array): Hex => `0x${raw[0]}`;

interface Trial {
  readonly sendsMs: readonly number[];
  readonly delayMs: number;
  readonly intervalMs: number;
  readonly fate?: (index: number) => Fate;
  readonly wrap?: (chain: Chain, scheduler: Scheduler) => Chain;
}

/** What a polling client hears, in order. */
const hear = async ({
  sendsMs,
  delayMs,
  intervalMs,
  fate = () => 'included',
  wrap = (chain) => chain,
}: Trial) => {
  const scheduler = createVirtualScheduler();
  const fake = wrap(createFakeChain({ scheduler, delayMs, hash, fate }), scheduler);
  const chain = pollingClient(fake, scheduler, intervalMs);
  const heard: string[] = [];
  chain.subscribe({
    onIncluded: ({ hash: of, timeMs, blockNumber }) =>
      void heard.push(`${of} in ${blockNumber} at ${timeMs}`),
    onConfirmed: ({ hash: of, timeMs }) => void heard.push(`${of} confirmed at ${timeMs}`),
    onDropped: ({ hash: of, timeMs, reason }) => void heard.push(`${of} ${reason} at ${timeMs}`),
    onReorganised: ({ hashes, timeMs }) => void heard.push(`${hashes.join()} taken back at ${timeMs}`),
  });
  await scheduler.run(async (process) => {
    for (const [index, atMs] of sendsMs.entries()) {
      await process.delay(atMs - process.nowMs());
      await process.join(chain.submit(bytes(index)));
    }
    await process.delay(100_000);
  });
  return heard;
};

describe('a client that polls', () => {
  test('learns of inclusion and confirmation at its next question', async () => {
    expect(await hear({ sendsMs: [0, 30], delayMs: 250, intervalMs: 100 })).toEqual([
      '0x0 in 1 at 300',
      '0x0 confirmed at 300',
      '0x1 in 2 at 330',
      '0x1 confirmed at 330',
    ]);
  });

  test('learned = submitted + ⌈(happened − submitted) / interval⌉ · interval, and at least one interval', async () => {
    const whole = fc.integer({ min: 0, max: 3_000 });
    await fc.assert(
      fc.asyncProperty(
        whole,
        whole,
        fc.integer({ min: 1, max: 700 }),
        async (sentMs, delayMs, intervalMs) => {
          const learnedMs = sentMs + Math.max(1, Math.ceil(delayMs / intervalMs)) * intervalMs;
          expect(await hear({ sendsMs: [sentMs], delayMs, intervalMs })).toEqual([
            `0x0 in 1 at ${learnedMs}`,
            `0x0 confirmed at ${learnedMs}`,
          ]);
        },
      ),
    );
  });

  test('learns at a question that its transaction is gone, and nothing of one that was refused or lost', async () => {
    const fates: readonly Fate[] = ['dropped', 'refused', 'lost'];
    const fate = (index: number): Fate => fates[index] ?? 'lost';
    expect(await hear({ sendsMs: [0, 1, 2], delayMs: 250, intervalMs: 100, fate })).toEqual([
      '0x0 evicted at 300',
    ]);
  });

  /** After its first inclusion each transaction is taken back, and included again a little later. */
  const flipping =
    (backAfterMs: number, againAfterMs: number) =>
    (fake: Chain, scheduler: Scheduler): Chain => ({
      ...fake,
      info: { ...fake.info, horizonBlocks: 3 },
      subscribe: (listener: ChainListener) =>
        fake.subscribe({
          ...listener,
          onIncluded: (event) => {
            listener.onIncluded?.(event);
            scheduler.at(event.timeMs + backAfterMs, () => {
              listener.onReorganised?.({ timeMs: scheduler.nowMs(), depth: 1, hashes: [event.hash] });
              scheduler.at(scheduler.nowMs() + againAfterMs, () => {
                listener.onIncluded?.({ ...event, blockNumber: event.blockNumber + 10 });
                listener.onConfirmed?.({ hash: event.hash, timeMs: scheduler.nowMs() });
              });
            });
          },
        }),
    });

  test('never hears of what was taken back between two questions', async () => {
    const wrap = flipping(10, 10);
    expect(await hear({ sendsMs: [0], delayMs: 250, intervalMs: 100, wrap })).toEqual([
      '0x0 in 11 at 300',
      '0x0 confirmed at 300',
    ]);
  });

  test('hears of what is taken back after it has asked', async () => {
    const wrap = flipping(120, 200);
    expect(await hear({ sendsMs: [0], delayMs: 250, intervalMs: 100, wrap })).toEqual([
      '0x0 in 1 at 300',
      '0x0 confirmed at 300',
      '0x0 taken back at 400',
      '0x0 in 11 at 600',
      '0x0 confirmed at 600',
    ]);
  });

  test('hears, where branches compete, that what was replaced at its node has been included all the same', async () => {
    const wrap = (fake: Chain, scheduler: Scheduler): Chain => ({
      ...fake,
      info: { ...fake.info, horizonBlocks: 3 },
      subscribe: (listener: ChainListener) => {
        scheduler.at(50, () => listener.onDropped?.({ hash: '0x0', timeMs: 50, reason: 'replaced' }));
        fake.subscribe(listener);
      },
    });
    expect(await hear({ sendsMs: [0], delayMs: 250, intervalMs: 100, wrap })).toEqual([
      '0x0 replaced at 100',
      '0x0 in 1 at 300',
      '0x0 confirmed at 300',
    ]);
  });
});
