/** What becomes of a row whose transaction is replaced: a scripted node says what happens to each version, and when. */
import { describe, expect, it } from 'vitest';
import type { ChainListener, DropReason, Submission } from '../chain/chain.ts';
import { keccak256Hex } from '../ethereum/crypto.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import { resolveBid } from '../load/bid.ts';
import type { SendOutcome } from '../load/workload.ts';
import { createRecorder } from '../measure/recorder.ts';
import type { Hex } from '../units.ts';
import { type Rewiring, rehearse, sendOne } from './rehearsal.ts';

type Happening = readonly [atMs: number, version: number, what: 'included' | 'takenBack' | DropReason];

const receipt: Receipt = {
  status: 'success',
  gasUsed: 21_000n,
  cumulativeGasUsed: 21_000n,
  gas: { intrinsic: 21_000n, execution: 0n, refund: 0n, floorAdjustment: 0n },
  storageWrite: 'none',
  effectiveGasPriceWei: 7n,
  logs: [],
  contractAddress: undefined,
  halt: undefined,
};

interface Script {
  readonly happenings?: readonly Happening[];
  /** Refusals by version; what is not named is accepted. */
  readonly refusals?: Readonly<Record<number, Extract<Submission, { kind: 'refused' }>['reason']>>;
  readonly maxBumps?: number;
  /** The call goes on for so long after its send, so that what the chain does then still counts. */
  readonly lingerMs?: number;
}

/** One send, whose wallet waits 10 s before each replacement; the node drops what is replaced. */
const play = async ({ happenings = [], refusals = {}, maxBumps = 3, lingerMs = 0 }: Script) => {
  const submitted: { readonly atMs: number; readonly hash: Hex }[] = [];
  const listeners: ChainListener[] = [];
  const tell = ([timeMs, version, what]: Happening): void => {
    const hash = submitted[version]?.hash ?? '0x';
    for (const listener of listeners) {
      if (what === 'included') {
        listener.onIncluded?.({ hash, timeMs, blockNumber: 1 + version, receipt });
        listener.onConfirmed?.({ hash, timeMs });
      } else if (what === 'takenBack') listener.onReorganised?.({ timeMs, depth: 1, hashes: [hash] });
      else listener.onDropped?.({ hash, timeMs, reason: what });
    }
  };
  const scripted: Rewiring = (scheduler, fake) => ({
    ...fake,
    info: { ...fake.info, horizonBlocks: 8 },
    subscribe: (listener) => void listeners.push(listener),
    submit: async (raw) => {
      const hash = keccak256Hex(raw);
      const reason = refusals[submitted.length];
      if (submitted.length === 0)
        for (const happening of happenings) scheduler.at(happening[0], () => tell(happening));
      submitted.push({ atMs: scheduler.nowMs(), hash });
      if (submitted.length > 1 && reason === undefined)
        tell([scheduler.nowMs(), submitted.length - 2, 'replaced']);
      return reason === undefined
        ? { kind: 'accepted', hash }
        : { kind: 'refused', hash, reason, message: 'by the script' };
    },
  });
  const recorder = createRecorder();
  const told: SendOutcome[] = [];
  const bid = resolveBid({ bumpAfterMs: 10_000, maxBumps }, 10);
  const { outcomes } = await rehearse({
    recorder,
    chain: scripted,
    accounts: { user: { count: 1, balanceWei: 0n, bid } },
    rounds: [
      {
        txCount: 1,
        timeoutMs: 100_000,
        workload: async (context) => {
          told.push(await sendOne(context));
          await context.delay(lingerMs);
        },
      },
    ],
  });
  expect(recorder.rowCount()).toBe(1);
  const version = submitted.findIndex(({ hash }) => hash === recorder.record(0).hash);
  const row = { ...recorder.record(0), version, replacements: recorder.replacementCount(0) };
  return { row, told, outcome: outcomes[0], atMs: submitted.map(({ atMs }) => atMs) };
};

describe('a transaction that is not included', () => {
  it('is replaced after each wait, as often as the bid says, and then pending: one row, no hang', async () => {
    const { row, atMs, outcome } = await play({ maxBumps: 3 });
    expect(atMs).toEqual([0, 10_000, 20_000, 30_000]);
    expect(row).toMatchObject({ status: 'pending', submittedMs: 0, nonce: 0, version: 3, replacements: 3 });
    expect(outcome).toMatchObject({ ending: 'timedOut', endMs: 100_000 });
  });

  it('succeeds with the hash of the version that was included; being replaced is no failure', async () => {
    const { row, told, atMs } = await play({
      happenings: [[15_000, 1, 'included']],
    });
    expect(row).toMatchObject({ status: 'succeeded', version: 1, replacements: 1, includedMs: 15_000 });
    expect(told).toMatchObject([{ status: 'succeeded', blockNumber: 2 }]);
    expect(atMs).toEqual([0, 10_000]);
  });

  it('may be included in a version that had been replaced at the client’s node', async () => {
    const { row } = await play({
      happenings: [
        [15_000, 0, 'included'],
        [15_000, 1, 'nonceTooLow'],
      ],
    });
    expect(row).toMatchObject({ status: 'succeeded', version: 0, replacements: 1, blockNumber: 1 });
  });

  it('waits for the version that took its nonce, where the loss of the other is heard first', async () => {
    const { row } = await play({
      happenings: [
        [15_000, 1, 'nonceTooLow'],
        [18_000, 0, 'included'],
      ],
    });
    expect(row).toMatchObject({ status: 'succeeded', version: 0, includedMs: 18_000 });
  });

  it('fails when the last of its versions leaves the pool', async () => {
    const { row, told } = await play({
      happenings: [[15_000, 1, 'evicted']],
    });
    expect(row).toMatchObject({ status: 'failed', error: 'dropped: evicted' });
    expect(told).toMatchObject([{ status: 'failed' }]);
  });

  it('stays as it was when the node does not take the replacement', async () => {
    const { row, atMs } = await play({
      refusals: { 1: 'insufficientFunds' },
      happenings: [[25_000, 0, 'included']],
    });
    expect(row).toMatchObject({ status: 'succeeded', version: 0, replacements: 0 });
    expect(atMs).toEqual([0, 10_000]);
  });
});

describe('where branches compete', () => {
  const included: Happening = [12_000, 0, 'included'];

  it.each<[name: string, happenings: readonly Happening[]]>([
    [
      'as a subscriber hears it',
      [included, [12_000, 1, 'nonceTooLow'], [14_000, 0, 'takenBack'], [14_000, 1, 'included']],
    ],
    [
      'as one that polls may hear it',
      [included, [14_000, 1, 'included'], [14_000, 0, 'takenBack'], [15_000, 0, 'nonceTooLow']],
    ],
  ])('another version may be in the other one, %s: the row tells of that', async (_name, happenings) => {
    const { row, told } = await play({ happenings, maxBumps: 1, lingerMs: 20_000 });
    expect(row).toMatchObject({
      ...{ status: 'succeeded', version: 1, replacements: 1, blockNumber: 2 },
      ...{ submittedMs: 0, includedMs: 14_000, confirmedMs: 14_000 },
    });
    expect(told).toMatchObject([{ status: 'succeeded', blockNumber: 1 }]);
  });

  it('what is taken back waits again, and fails if the pool then loses it', async () => {
    const { row } = await play({
      maxBumps: 1,
      lingerMs: 20_000,
      happenings: [included, [12_000, 1, 'nonceTooLow'], [14_000, 0, 'takenBack'], [16_000, 0, 'evicted']],
    });
    expect(row).toMatchObject({ status: 'failed', error: 'dropped: evicted', includedMs: undefined });
  });
});
