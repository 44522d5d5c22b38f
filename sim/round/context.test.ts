import { encodeErrorResult, encodeFunctionResult, parseAbi, recoverAddress } from 'viem';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../chain/chain.ts';
import type { SendOutcome } from '../load/workload.ts';
import type { Hex } from '../units.ts';
import type { ResolvedContract } from './plan.ts';
import { nobody, once, type Rewiring, sendOne } from './rehearsal.ts';

const abi = parseAbi([
  'function put(uint256 value)',
  'function get() view returns (uint256)',
  'error Full(uint256 limit)',
]);
const box: ResolvedContract = {
  name: 'box',
  file: 'Box.sol',
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

const withChain =
  (part: Partial<Chain>): Rewiring =>
  (_scheduler, fake) => ({ ...fake, ...part });

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

describe('signatures', () => {
  it('are the account’s own, over 32 bytes, as wallets write them, and take no time', async () => {
    const hash = `0x${'5a'.repeat(32)}` as const;
    let seen: { readonly address: string; readonly signature: Hex; readonly tookMs: number } | undefined;
    await once(async (context) => {
      const account = context.account('user', 1);
      const startMs = context.nowMs();
      const signature = context.sign(account, hash);
      seen = { address: account.address, signature, tookMs: context.nowMs() - startMs };
    });
    const signer = await recoverAddress({ hash, signature: seen?.signature ?? '0x' });
    expect(signer.toLowerCase()).toBe(seen?.address);
    expect(seen?.signature).toMatch(/^0x[0-9a-f]{128}1[bc]$/);
    expect(seen?.tookMs).toBe(0);
  });
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
