/** Rounds on a chain that takes blocks back: rows, rounds and workloads. */
import { describe, expect, it } from 'vitest';
import type { ChainListener, Inclusion } from '../chain/chain.ts';
import type { SendOutcome } from '../load/workload.ts';
import { createRecorder } from '../measure/recorder.ts';
import { type Rewiring, rehearse, sendOne } from './rehearsal.ts';

interface Plan {
  /** After a transaction's confirmation, its block is taken back. */
  readonly backAfterMs: number;
  /** After that it is included again, one block higher. Absent: never. */
  readonly againAfterMs?: number;
  readonly status?: 'success' | 'reverted';
}

/** The first transaction's block is taken back; the others stay. */
const takingBack =
  ({ backAfterMs, againAfterMs, status = 'success' }: Plan): Rewiring =>
  (scheduler, fake) => {
    let isFirst = true;
    const takeBack = (listener: ChainListener, event: Inclusion): void => {
      const { hash } = event;
      listener.onReorganised?.({ timeMs: scheduler.nowMs(), depth: 1, hashes: [hash] });
      if (againAfterMs === undefined) return;
      scheduler.at(scheduler.nowMs() + againAfterMs, () => {
        const timeMs = scheduler.nowMs();
        const receipt = { ...event.receipt, status, gasUsed: 22_000n };
        listener.onIncluded?.({ ...event, timeMs, receipt, blockNumber: event.blockNumber + 1 });
        listener.onConfirmed?.({ hash, timeMs });
      });
    };
    return {
      ...fake,
      info: { ...fake.info, horizonBlocks: 4 },
      subscribe: (listener) =>
        fake.subscribe({
          ...listener,
          onIncluded: (event) => {
            listener.onIncluded?.(event);
            if (!isFirst || listener.onIncluded === undefined) return;
            isFirst = false;
            scheduler.at(event.timeMs + backAfterMs, () => takeBack(listener, event));
          },
        }),
    };
  };

const run = async (plan: Plan, txCount: number, timeoutMs = 1_000) => {
  const recorder = createRecorder();
  const told: SendOutcome[] = [];
  const { outcomes } = await rehearse({
    recorder,
    fake: { delayMs: 50 },
    chain: takingBack(plan),
    rounds: [
      {
        txCount,
        timeoutMs,
        workload: async (context) => void told.push(await sendOne(context)),
      },
    ],
  });
  const rows = Array.from({ length: recorder.rowCount() }, (_, row) => recorder.record(row));
  return { rows, outcome: outcomes[0], told };
};

describe('a transaction whose block is taken back after its confirmation', () => {
  it('has the times, the block and the gas of its second inclusion; the round waits for that', async () => {
    const { rows, outcome, told } = await run({ backAfterMs: 5, againAfterMs: 100 }, 2);
    expect(rows[0]).toMatchObject({
      ...{ status: 'succeeded', submittedMs: 0, includedMs: 155, confirmedMs: 155 },
      ...{ blockNumber: 2, gasUsed: 22_000n },
    });
    expect(rows[1]).toMatchObject({ status: 'succeeded', confirmedMs: 60 });
    expect(outcome).toMatchObject({ ending: 'completed', endMs: 155 });
    expect(told.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  it('fails if it reverts the second time, though its send has resolved well', async () => {
    const { rows, told } = await run({ backAfterMs: 5, againAfterMs: 10, status: 'reverted' }, 2);
    expect(rows[0]).toMatchObject({ status: 'failed', confirmedMs: 65, blockNumber: 2 });
    expect(told[0]?.status).toBe('succeeded');
  });

  it('is pending when it does not come back, and the round times out', async () => {
    const { rows, outcome } = await run({ backAfterMs: 5 }, 2, 500);
    expect(rows[0]).toMatchObject({ status: 'pending', includedMs: undefined, blockNumber: undefined });
    expect(outcome).toMatchObject({ ending: 'timedOut', endMs: 500 });
  });

  it('stays as it was when its round was over by then', async () => {
    const { rows, outcome } = await run({ backAfterMs: 5, againAfterMs: 10 }, 1);
    expect(rows[0]).toMatchObject({ status: 'succeeded', confirmedMs: 50 });
    expect(outcome).toMatchObject({ ending: 'completed', endMs: 50 });
  });
});
