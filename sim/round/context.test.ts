import { encodeErrorResult, encodeFunctionResult, parseAbi } from 'viem';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../chain/chain.ts';
import type { SendOutcome, WorkloadContext } from '../load/workload.ts';
import { createRecorder } from '../measure/recorder.ts';
import type { ResolvedContract } from './plan.ts';
import { nobody, type RehearsalOptions, type Rewiring, rehearse, sendOne } from './rehearsal.ts';

const abi = parseAbi([
  'function put(uint256 value)',
  'function get() view returns (uint256)',
  'error Full(uint256 limit)',
]);
const box: ResolvedContract = {
  name: 'box',
  artifact: {
    name: 'Box',
    abi,
    bytecode: '0x6000',
    deployedBytecode: '0x00',
    methodIdentifiers: {},
    sourceMap: undefined,
    warnings: [],
    compiler: undefined,
  },
  args: () => [],
};
const full = encodeErrorResult({ abi, errorName: 'Full', args: [9n] });
const halt = { kind: 'revert', name: 'revert', data: full } as const;
const outcome = { returnData: '0x', gasUsed: 1n, gasBeforeRefund: 1n, logs: [], halt: undefined } as const;

/** Runs the workload once and gives the rows it made. */
const once = async (
  workload: (context: WorkloadContext) => Promise<unknown>,
  options: Partial<RehearsalOptions> = {},
) => {
  const recorder = createRecorder();
  await rehearse({ ...options, recorder, rounds: [{ txCount: 1, workload, timeoutMs: 1e6 }] });
  return Array.from({ length: recorder.rowCount() }, (_, row) => recorder.record(row));
};

const withChain =
  (part: Partial<Chain>): Rewiring =>
  (_scheduler, fake) => ({ ...fake, ...part });

describe('the timeline of a send', () => {
  it('intended by the plan, submitted when a client worker has prepared it, then included', async () => {
    const recorder = createRecorder();
    await rehearse({
      recorder,
      client: { preparationMs: 15, receiptMs: 0, workerCount: 1 },
      rounds: [{ txCount: 3 }],
      fake: { delayMs: 100 },
    });
    const times = [0, 1, 2]
      .map((row) => recorder.record(row))
      .map((row) => [row.intendedMs, row.submittedMs, row.includedMs]);
    expect(times).toEqual([
      [0, 15, 115],
      [10, 30, 130],
      [20, 45, 145],
    ]);
  });

  it('confirmed when a client worker has handled its receipt, behind what it had to prepare', async () => {
    const recorder = createRecorder();
    const heard: number[] = [];
    await rehearse({
      recorder,
      client: { preparationMs: 15, receiptMs: 4, workerCount: 1 },
      rounds: [
        {
          txCount: 3,
          workload: async (context) => {
            await sendOne(context);
            heard.push(context.nowMs());
          },
        },
      ],
      fake: { delayMs: 16 },
    });
    const times = [0, 1, 2]
      .map((row) => recorder.record(row))
      .map((row) => [row.submittedMs, row.includedMs, row.confirmedMs]);
    // The receipt of the first comes at 31, while the third is prepared, until 45.
    expect(times).toEqual([
      [15, 31, 49],
      [30, 46, 53],
      [45, 61, 65],
    ]);
    expect(heard).toEqual([49, 53, 65]);
  });

  it('pending when its receipt is not handled before the timeout', async () => {
    const recorder = createRecorder();
    const { outcomes } = await rehearse({
      recorder,
      client: { preparationMs: 0, receiptMs: 30, workerCount: 1 },
      rounds: [{ txCount: 2, timeoutMs: 50 }, { txCount: 1 }],
      fake: { delayMs: 10 },
    });
    expect([0, 1, 2].map((row) => recorder.record(row).status)).toEqual([
      'succeeded',
      'pending',
      'succeeded',
    ]);
    expect(outcomes.map(({ ending }) => ending)).toEqual(['timedOut', 'completed']);
  });

  it('intends later sends of a call for the moment at which they are asked for', async () => {
    const rows = await once(
      async (context) => {
        await sendOne(context);
        await context.delay(5);
        await sendOne(context);
      },
      { fake: { delayMs: 20 } },
    );
    expect(rows.map(({ intendedMs }) => intendedMs)).toEqual([0, 25]);
  });

  it('does not count what the call itself waits before its first send', async () => {
    const rows = await once(async (context) => {
      await context.delay(40);
      await sendOne(context);
    });
    expect(rows[0]).toMatchObject({ intendedMs: 40, submittedMs: 40 });
  });
});

describe('a delay', () => {
  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])(
    'of %s ms is a mistake of the scenario',
    async (durationMs) => {
      const running = once((context) => context.delay(durationMs));
      await expect(running).rejects.toMatchObject({ code: 'DELAY_INVALID', exitCode: 3 });
    },
  );
});

describe('gas and fees', () => {
  it('estimates with the real sender where no gas limit is given', async () => {
    const senders: string[] = [];
    const chain = withChain({
      estimateGas: async (message) => {
        senders.push(message.from);
        return { kind: 'estimated', gasLimit: 50_000n };
      },
    });
    let address = '';
    await once(
      async (context) => {
        const from = context.account('user', 1);
        address = from.address;
        await context.send({ from, to: nobody });
      },
      { chain },
    );
    expect(senders).toEqual([address]);
  });

  it('makes an estimate that reverts a failed row with its reason: nothing sent, no nonce used', async () => {
    const chain = withChain({
      estimateGas: async ({ data }) =>
        data === '0x' || data.startsWith('0x6000')
          ? { kind: 'estimated', gasLimit: 21_000n }
          : { kind: 'reverted', outcome: { ...outcome, status: 'reverted', halt } },
    });
    const rows = await once(
      async (context) => {
        const from = context.account('user', 0);
        const failed = await context.send({ from, to: 'box', call: 'put', args: [1n] });
        expect(failed).toMatchObject({ status: 'failed', hash: undefined, error: 'not sent: Full(9)' });
        await context.send({ from, to: nobody });
      },
      { chain: (scheduler, fake) => deploying(chain(scheduler, fake)), contracts: [box] },
    );
    expect(rows.map(({ status, nonce, submittedMs }) => [status, nonce, submittedMs])).toEqual([
      ['failed', undefined, undefined],
      ['succeeded', 0, 1],
    ]);
  });
});

/** The fake chain's receipts name no contract; here each one does. */
const deploying = (chain: Chain): Chain => ({
  ...chain,
  subscribe: (listener) =>
    chain.subscribe({
      ...listener,
      onIncluded: (event) =>
        listener.onIncluded?.({ ...event, receipt: { ...event.receipt, contractAddress: nobody } }),
    }),
});

describe('failures', () => {
  it('are outcomes where the chain or the pool says no', async () => {
    const fates = ['refused', 'reverted', 'dropped', 'included'] as const;
    const outcomes: SendOutcome[] = [];
    const rows = await once(
      async (context) => {
        for (const _ of fates) outcomes.push(await sendOne(context));
      },
      { fake: { fate: (n) => fates[n] ?? 'included' } },
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'succeeded']);
    expect(rows.map(({ error }) => error)).toEqual([
      'refused: poolFull',
      'reverted without a reason',
      'dropped: evicted',
      undefined,
    ]);
    // Refused and evicted nonces are used again; a reverted one is spent.
    expect(rows.map(({ nonce }) => nonce)).toEqual([0, 0, 1, 1]);
  });

  it.each([
    ['insufficientFunds', 'INSUFFICIENT_FUNDS'],
    ['blockGasLimitExceeded', 'GAS_LIMIT_ABOVE_BLOCK'],
    ['intrinsicGasTooLow', 'GAS_LIMIT_TOO_LOW'],
    ['invalidTransaction', 'TRANSACTION_INVALID'],
  ] as const)('stop the run when they can only be the mistake of the scenario: %s', async (reason, code) => {
    const chain = withChain({
      submit: async () => ({
        kind: 'refused',
        hash: `0x${'0'.repeat(64)}`,
        reason,
        message: 'because 7 < 8',
      }),
    });
    const running = once(sendOne, { chain });
    await expect(running).rejects.toMatchObject({ code, exitCode: 3, hint: expect.any(String) });
    await expect(running).rejects.toThrow(/round 'round', call 0: .*account 0 of 'user' \(0x.*because 7 < 8/);
  });

  it('of the connection to the node stop the run', async () => {
    const chain = withChain({ submit: () => Promise.reject(new Error('socket hang up')) });
    await expect(once(sendOne, { chain })).rejects.toMatchObject({ code: 'SCENARIO_THREW' });
  });
});

describe('reads', () => {
  it('are rows of their own kind, with gas and without nonce', async () => {
    const returnData = encodeFunctionResult({ abi, functionName: 'get', result: 42n });
    const chain: Rewiring = (_scheduler, fake) =>
      deploying({
        ...fake,
        read: async () => ({ ...outcome, status: 'success', returnData, gasUsed: 30_000n }),
      });
    const rows = await once(
      async (context) => {
        const answer = await context.read({ from: context.account('user', 0), to: 'box', call: 'get' });
        expect(answer).toEqual({ status: 'succeeded', value: 42n, gasUsed: 30_000n });
      },
      { chain, contracts: [box] },
    );
    expect(rows).toEqual([
      expect.objectContaining({ kind: 'read', status: 'succeeded', gasUsed: 30_000n, nonce: undefined }),
    ]);
  });

  it('fail with the reason of the contract', async () => {
    const chain: Rewiring = (_scheduler, fake) =>
      deploying({ ...fake, read: async () => ({ ...outcome, status: 'reverted', halt }) });
    const rows = await once(
      async (context) => {
        const answer = await context.read({ from: context.account('user', 0), to: 'box', call: 'get' });
        expect(answer).toEqual({ status: 'failed', error: 'Full(9)' });
      },
      { chain, contracts: [box] },
    );
    expect(rows[0]).toMatchObject({ kind: 'read', status: 'failed', error: 'Full(9)' });
  });
});

describe('coordinated omission', () => {
  // HdrHistogram's example at a tenth of its length: raw figures say that 99 % took 1 ms.
  it('a call every 10 ms, 1 ms of service, a stall from 10 s to 20 s: mean 2.5035 s, p75 5.0 s, p99 9.8 s', async () => {
    // The client stalls: nothing that it asks in that time is answered before its end.
    const chain: Rewiring = (scheduler, fake) => ({
      ...fake,
      feeQuote: () => {
        const isStalled = scheduler.nowMs() >= 10_000 && scheduler.nowMs() < 20_000;
        if (!isStalled) return fake.feeQuote();
        return new Promise((resolve) => scheduler.at(20_000, () => resolve(fake.feeQuote())));
      },
    });
    const recorder = createRecorder();
    await rehearse({ recorder, chain, rounds: [{ durationMs: 20_000 }], fake: { delayMs: 1 } });
    const rows = Array.from({ length: recorder.rowCount() }, (_, row) => row);
    const latencies = (fromMs: (row: number) => number) =>
      rows.map((row) => recorder.finalMs(row) - fromMs(row)).sort((a, b) => a - b);
    const rank = (values: number[], p: number) => values[Math.ceil(p * values.length) - 1];

    const fromPlan = latencies(recorder.intendedMs);
    expect(fromPlan).toHaveLength(2000);
    expect(fromPlan.reduce((sum, ms) => sum + ms, 0) / 2000).toBeCloseTo(2503.5, 6);
    expect([0.5, 0.75, 0.99].map((p) => rank(fromPlan, p))).toEqual([1, 5001, 9801]);
    expect(rank(latencies(recorder.submittedMs), 0.99)).toBe(1);
  });
});

describe('a wait that began earlier', () => {
  it('counts from the moment that is given', async () => {
    const rows = await once(async (context) => {
      const startMs = context.nowMs();
      await context.delay(70);
      await context.read({ from: context.account('user', 0), to: nobody, intendedMs: startMs });
    });
    expect(rows.map(({ intendedMs, submittedMs = Number.NaN }) => submittedMs - intendedMs)).toEqual([70]);
  });

  it('cannot begin in the future, or at no time', async () => {
    const codes: unknown[] = [];
    await once(async (context) => {
      for (const intendedMs of [context.nowMs() + 1, -1, Number.NaN])
        await context
          .read({ from: context.account('user', 0), to: nobody, intendedMs })
          .catch((error: { code: string }) => codes.push(error.code));
    });
    expect(codes).toEqual(['INTENT_INVALID', 'INTENT_INVALID', 'INTENT_INVALID']);
  });
});
