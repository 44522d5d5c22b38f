/**
 * What every implementation of the chain port must do, fakes included (`describeChain`), and what one that keeps
 * accounts must do besides (`describeAccounts`). Only orders and sums are asserted, no delays: those are the model's.
 */
import { describe, expect, test } from 'vitest';
import type { Process, Scheduler } from '../kernel/scheduler.ts';
import type { Address, Hex } from '../units.ts';
import type { BlockSummary, Chain, Confirmation, DropReason, Inclusion } from './chain.ts';

export interface Transfer {
  readonly raw: Uint8Array;
  readonly hash: Hex;
}

export interface ChainSubject {
  readonly scheduler: Scheduler;
  readonly chain: Chain;
  /** Accounts 0 to 4 have funds, the others none. */
  address(account: number): Address;
  /** One wei to account 9. `bump` multiplies the fees. */
  transfer(account: number, nonce: number, bump?: bigint): Transfer;
  /** After this time whatever can be included has been. */
  readonly settleMs: number;
}

export type CreateSubject = () => ChainSubject;

/** The chain as it is in the end: what a reorganisation takes back was never heard. */
interface Heard {
  readonly included: Inclusion[];
  readonly confirmed: Confirmation[];
  readonly dropped: { readonly hash: Hex; readonly reason: DropReason }[];
  readonly blocks: BlockSummary[];
}

const listenTo = (chain: Chain): Heard => {
  const heard: Heard = { included: [], confirmed: [], dropped: [], blocks: [] };
  chain.subscribe({
    onIncluded: (event) => void heard.included.push(event),
    onConfirmed: (event) => void heard.confirmed.push(event),
    onDropped: (event) => void heard.dropped.push(event),
    onBlock: (block) => void heard.blocks.push(block),
    onReorganised: ({ depth, hashes }) => {
      const gone = new Set(hashes);
      heard.blocks.length -= depth;
      for (const events of [heard.included, heard.confirmed])
        events.splice(0, events.length, ...events.filter(({ hash }) => !gone.has(hash)));
    },
  });
  return heard;
};

interface Session extends ChainSubject, Heard {
  readonly process: Process;
  /** Gives the kind of the answer, or the reason of a refusal. */
  send(transfer: Transfer): Promise<string>;
  settle(): Promise<void>;
}

const run = async (create: CreateSubject, body: (session: Session) => Promise<void>): Promise<void> => {
  const subject = create();
  const heard = listenTo(subject.chain);
  await subject.scheduler.run((process) =>
    body({
      ...subject,
      ...heard,
      process,
      send: async ({ raw, hash }) => {
        const submission = await process.join(subject.chain.submit(raw));
        expect(submission.hash).toBe(hash);
        return submission.kind === 'refused' ? submission.reason : submission.kind;
      },
      settle: () => process.delay(subject.settleMs),
    }),
  );
};

export const describeChain = (name: string, create: CreateSubject) =>
  describe(`the chain port: ${name}`, () => {
    test('what is accepted is included once, then confirmed once, in a block that is told of', () =>
      run(create, async ({ send, settle, transfer, process, included, confirmed, blocks, dropped }) => {
        const submittedMs = new Map<Hex, number>();
        for (let index = 0; index < 12; index += 1) {
          const each = transfer(index % 3, Math.floor(index / 3));
          submittedMs.set(each.hash, process.nowMs());
          expect(await send(each)).toBe('accepted');
          await process.delay(index);
        }
        await settle();
        expect(dropped).toEqual([]);
        const numbers = new Set(blocks.map(({ number }) => number));
        const includedMs = new Map(included.map(({ hash, timeMs }) => [hash, timeMs]));
        expect(included).toHaveLength(12);
        expect(new Set(includedMs.keys())).toEqual(new Set(submittedMs.keys()));
        for (const { hash, timeMs, blockNumber } of included) {
          expect(timeMs).toBeGreaterThanOrEqual(submittedMs.get(hash) as number);
          expect(numbers.has(blockNumber)).toBe(true);
        }
        expect(confirmed.map(({ hash }) => hash).sort()).toEqual([...includedMs.keys()].sort());
        for (const { hash, timeMs } of confirmed)
          expect(timeMs).toBeGreaterThanOrEqual(includedMs.get(hash) as number);
      }));

    test('blocks are numbered without a gap, times do not go back, and their sums are those of the receipts', () =>
      run(create, async ({ send, settle, transfer, process, included, blocks }) => {
        for (let nonce = 0; nonce < 6; nonce += 1) {
          await send(transfer(0, nonce));
          await process.delay(700);
        }
        await settle();
        const [first] = blocks;
        expect(blocks.map(({ number }) => number)).toEqual(
          blocks.map((_, index) => (first?.number ?? 0) + index),
        );
        for (const [index, block] of blocks.entries()) {
          const previous = blocks[index - 1] ?? block;
          expect(block.timeMs).toBeGreaterThanOrEqual(previous.timeMs);
          expect(block.timestampS).toBeGreaterThanOrEqual(previous.timestampS);
          expect(block.gasUsed).toBeLessThanOrEqual(block.gasLimit);
          const own = included.filter(({ blockNumber }) => blockNumber === block.number);
          expect(own).toHaveLength(block.transactionCount);
          const gasOfOwn = own.reduce((sum, { receipt }) => sum + receipt.gasUsed, 0n);
          expect(gasOfOwn + (block.background?.gasUsed ?? 0n)).toBe(block.gasUsed);
        }
        const times = included.map(({ timeMs }) => timeMs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }));

    test('every listener hears the same', () =>
      run(create, async ({ chain, send, settle, transfer, included, blocks }) => {
        const second = listenTo(chain);
        await send(transfer(0, 0));
        await settle();
        expect(second.included).toEqual(included);
        expect(second.blocks).toEqual(blocks);
        expect(included).toHaveLength(1);
      }));

    test('the fee quote fits the market', () =>
      run(create, async ({ chain, process }) => {
        const { maxFeePerGasWei, maxPriorityFeePerGasWei } = await process.join(chain.feeQuote());
        expect(maxPriorityFeePerGasWei).toBeGreaterThan(0n);
        expect(maxFeePerGasWei).toBeGreaterThanOrEqual(maxPriorityFeePerGasWei);
        if (chain.info.feeMarket === 'legacy') expect(maxFeePerGasWei).toBe(maxPriorityFeePerGasWei);
      }));

    test('a transfer can be called, and is estimated at 21,000 gas or little more', () =>
      run(create, async ({ chain, process, address }) => {
        const [from, to] = [address(0), address(9)];
        const message = { from, to, data: '0x', valueWei: 1n, gasLimit: undefined } as const;
        expect((await process.join(chain.read(message))).status).toBe('success');
        const estimate = await process.join(chain.estimateGas(message));
        const gasLimit = estimate.kind === 'estimated' ? Number(estimate.gasLimit) : Number.NaN;
        expect(gasLimit).toBeGreaterThanOrEqual(21_000);
        expect(gasLimit).toBeLessThan(21_000 / 0.985);
      }));
  });

export const describeAccounts = (name: string, create: CreateSubject) =>
  describe(`accounts behind the chain port: ${name}`, () => {
    test('the nonce counts what was included, and the balance pays for it', () =>
      run(create, async ({ chain, process, send, settle, transfer, address, included }) => {
        const before = await process.join(chain.account(address(0)));
        for (let nonce = 0; nonce < 3; nonce += 1) await send(transfer(0, nonce));
        await settle();
        const after = await process.join(chain.account(address(0)));
        const feesWei = included
          .map(({ receipt }) => receipt.gasUsed * receipt.effectiveGasPriceWei)
          .reduce((sum, feeWei) => sum + feeWei, 0n);
        expect(after.nonce - before.nonce).toBe(3);
        expect(before.balanceWei - after.balanceWei).toBe(feesWei + 3n);
        expect((await process.join(chain.account(address(9)))).balanceWei).toBe(3n);
      }));

    test('a sender’s transactions are included by nonce, however they arrive', () =>
      run(create, async ({ send, settle, transfer, included }) => {
        const inOrder = [0, 1, 2, 3].map((nonce) => transfer(1, nonce));
        for (const index of [3, 1, 0, 2]) expect(await send(inOrder[index] as Transfer)).toBe('accepted');
        await settle();
        expect(included.map(({ hash }) => hash)).toEqual(inOrder.map(({ hash }) => hash));
      }));

    test('behind a nonce gap a transaction waits, and is not lost', () =>
      run(create, async ({ send, settle, transfer, included, dropped, blocks }) => {
        expect(await send(transfer(2, 1))).toBe('accepted');
        await send(transfer(3, 0));
        await settle();
        expect(included).toHaveLength(1);
        expect(dropped).toEqual([]);
        expect(blocks.at(-1)).toMatchObject({ pendingCount: 0, queuedCount: 1 });
        await send(transfer(2, 0));
        await settle();
        expect(included).toHaveLength(3);
      }));

    test('shows what waits for an address, until a block has it', () =>
      run(create, async ({ chain, send, settle, transfer, address }) => {
        const [waiting, next] = [transfer(2, 1), transfer(2, 0)];
        expect(await send(waiting)).toBe('accepted');
        const shown = { hash: waiting.hash, from: address(2), data: '0x' };
        expect(chain.pending(address(9))).toEqual([shown]);
        expect(chain.pending(address(8))).toEqual([]);
        await send(next);
        await settle();
        expect(chain.pending(address(9))).toEqual([]);
      }));

    test('refuses a used nonce, a known transaction, an empty account, a cheap replacement, and what is none', () =>
      run(create, async ({ chain, process, send, settle, transfer }) => {
        await send(transfer(0, 0));
        await settle();
        expect(await send(transfer(0, 0))).toBe('nonceTooLow');
        const waiting = transfer(0, 5, 10n);
        expect(await send(waiting)).toBe('accepted');
        expect(await send(waiting)).toBe('alreadyKnown');
        expect(await send(transfer(0, 5, 5n))).toBe('replacementUnderpriced');
        expect(await send(transfer(8, 0))).toBe('insufficientFunds');
        const nonsense = await process.join(chain.submit(Uint8Array.of(0xff, 0xff, 0xff, 0xff)));
        expect(nonsense).toMatchObject({ kind: 'refused', reason: 'invalidTransaction' });
      }));

    test('a replacement that offers enough takes the place of the first', () =>
      run(create, async ({ send, settle, transfer, included, dropped }) => {
        const first = transfer(1, 1);
        const second = transfer(1, 1, 2n);
        await send(first);
        expect(await send(second)).toBe('accepted');
        expect(dropped.map(({ hash, reason }) => [hash, reason])).toEqual([[first.hash, 'replaced']]);
        await send(transfer(1, 0));
        await settle();
        expect(included.map(({ hash }) => hash)).toContain(second.hash);
        expect(included).toHaveLength(2);
      }));
  });
