import { parseAbi } from 'viem';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../chain/chain.ts';
import type { Address, Hex } from '../units.ts';
import type { ResolvedContract } from './plan.ts';
import { type Rewiring, rehearse, sendOne } from './rehearsal.ts';

const abi = parseAbi(['constructor(uint256 limit)', 'function put(uint256 value)']);
const contract = (name: string, changes: Partial<ResolvedContract['artifact']> = {}): ResolvedContract => ({
  name,
  file: `${name}.sol`,
  artifact: {
    name,
    abi,
    bytecode: '0x6000',
    deployedBytecode: '0x00',
    methodIdentifiers: {},
    sourceMap: undefined,
    warnings: [],
    compiler: undefined,
    ...changes,
  },
  args: () => [5n],
});

const addressNumber = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`;

/** The n-th block's transaction creates the contract n. */
const deploying: Rewiring = (_scheduler, fake) => ({
  ...fake,
  subscribe: (listener) =>
    fake.subscribe({
      ...listener,
      onIncluded: (event) => {
        const receipt = { ...event.receipt, contractAddress: addressNumber(event.blockNumber) };
        listener.onIncluded?.({ ...event, receipt });
      },
    }),
});

describe('preparation', () => {
  it('deploys the contracts in order, each of which may name those before it', async () => {
    const seen: unknown[] = [];
    const first = contract('first');
    const second: ResolvedContract = {
      ...contract('second'),
      args: (context) => {
        seen.push(context.contract('first'), context.account('user', 1).label);
        return [1n];
      },
    };
    await rehearse({
      chain: deploying,
      contracts: [first, second],
      rounds: [{ txCount: 1, workload: async (context) => void seen.push(context.contract('second')) }],
    });
    expect(seen).toEqual([addressNumber(1), 'user', addressNumber(2)]);
  });

  it('is not recorded, and comes before the first round', async () => {
    const { recorder, outcomes } = await rehearse({
      setup: async (context) => {
        await Promise.all([sendOne(context), sendOne(context), sendOne(context)]);
        await sendOne(context);
      },
      rounds: [{ txCount: 1 }],
      fake: { delayMs: 100 },
    });
    expect(recorder.rowCount()).toBe(1);
    expect(recorder.record(0).nonce).toBe(4);
    expect(outcomes[0]?.startMs).toBe(200);
  });
});

describe('a deployment', () => {
  const deployingOne = (changes: Partial<ResolvedContract['artifact']>, chain: Rewiring = deploying) =>
    rehearse({ chain, contracts: [contract('vault', changes)], rounds: [] });
  const bytes = (count: number): Hex => `0x${'00'.repeat(count)}`;
  const estimating =
    (name: string): Rewiring =>
    (_scheduler, fake) => ({
      ...fake,
      estimateGas: async () => ({
        kind: 'reverted',
        outcome: { ...reverted, halt: { kind: 'halt', name, data: '0x' } },
      }),
    });

  it('that reverts names the contract and the reason', async () => {
    const running = rehearse({
      contracts: [contract('vault')],
      rounds: [],
      fake: { fate: () => 'reverted' },
    });
    await expect(running).rejects.toMatchObject({
      code: 'DEPLOYMENT_FAILED',
      exitCode: 3,
      message: expect.stringMatching(/'vault'.*reverted/),
    });
  });

  it('with wrong arguments fails before anything is sent', async () => {
    const running = rehearse({ contracts: [{ ...contract('vault'), args: () => [] }], rounds: [] });
    await expect(running).rejects.toMatchObject({ code: 'CONSTRUCTOR_MISMATCH' });
  });

  it('above the sizes of EIP-170 and EIP-3860 says by how much', async () => {
    const tooLarge = { code: 'DEPLOYMENT_TOO_LARGE', message: expect.stringContaining('24577') };
    await expect(deployingOne({ deployedBytecode: bytes(24_577) })).rejects.toMatchObject(tooLarge);
    await expect(deployingOne({ bytecode: bytes(49_121) })).rejects.toMatchObject({
      code: 'DEPLOYMENT_TOO_LARGE',
    });
    await expect(
      deployingOne({ bytecode: bytes(49_120), deployedBytecode: bytes(24_576) }),
    ).resolves.toBeDefined();
  });

  it('that needs more gas than there is says so', async () => {
    const running = deployingOne({}, estimating('out of gas'));
    await expect(running).rejects.toMatchObject({ code: 'DEPLOYMENT_ABOVE_GAS_LIMIT' });
  });
});

const reverted = {
  status: 'reverted',
  returnData: '0x',
  gasUsed: 1n,
  gasBeforeRefund: 1n,
  logs: [],
} as const;

describe('set-up', () => {
  const failing = { fake: { fate: () => 'reverted' as const }, rounds: [] };

  it('stops the run at a failed transaction, naming the call and the reason', async () => {
    const chain: Rewiring = (scheduler, fake) => revertingCalls(deploying(scheduler, fake));
    const running = rehearse({
      chain,
      contracts: [contract('vault')],
      setup: (context) =>
        context.send({
          from: context.account('user', 1),
          to: 'vault',
          call: 'put',
          args: [3n],
          gasLimit: 1n,
        }),
      rounds: [],
    });
    await expect(running).rejects.toMatchObject({
      code: 'SETUP_TRANSACTION_FAILED',
      exitCode: 3,
      message: "set-up: vault.put(3) of account 1 of 'user' failed: reverted without a reason",
    });
  });

  it('of any size keeps no more than 500 sends with the chain at a time, in their order', async () => {
    let openCount = 0;
    let mostOpen = 0;
    const chain: Rewiring = (_scheduler, fake) => ({
      ...fake,
      submit: (raw) => {
        mostOpen = Math.max(mostOpen, ++openCount);
        return fake.submit(raw);
      },
      subscribe: (listener) =>
        fake.subscribe({
          ...listener,
          onConfirmed: (event) => {
            openCount -= 1;
            listener.onConfirmed?.(event);
          },
        }),
    });
    const setup = (context: Parameters<typeof sendOne>[0]) =>
      Promise.all(Array.from({ length: 1201 }, () => sendOne(context)));
    const { outcomes } = await rehearse({ chain, setup, rounds: [{ txCount: 1 }], fake: { delayMs: 100 } });
    expect(mostOpen).toBe(500);
    expect(outcomes[0]?.startMs).toBe(300);
  });

  it('goes on where it catches the failure', async () => {
    const setup = (context: Parameters<typeof sendOne>[0]) => sendOne(context).catch(() => {});
    await expect(rehearse({ ...failing, setup })).resolves.toBeDefined();
  });

  it('stops the run when the chain loses a transaction', async () => {
    const running = rehearse({ setup: sendOne, fake: { fate: () => 'lost' }, rounds: [] });
    await expect(running).rejects.toMatchObject({ code: 'SETUP_STUCK', exitCode: 3 });
  });

  it('may wait longer than the chain may be silent', async () => {
    const { outcomes } = await rehearse({ setup: (context) => context.delay(1e8), rounds: [{ txCount: 1 }] });
    expect(outcomes[0]?.startMs).toBe(1e8);
  });

  it('that throws is a typed error', async () => {
    const setup = () => Promise.reject(new Error('no idea'));
    await expect(rehearse({ setup, rounds: [] })).rejects.toMatchObject({
      code: 'SCENARIO_THREW',
      message: 'set-up: the scenario threw: no idea',
    });
  });
});

/** Every transaction but the first, which deploys, reverts. */
const revertingCalls = (chain: Chain): Chain => ({
  ...chain,
  subscribe: (listener) =>
    chain.subscribe({
      ...listener,
      onIncluded: (event) => {
        const halt = { kind: 'revert', name: 'revert', data: '0x' } as const;
        const receipt =
          event.blockNumber === 1 ? event.receipt : { ...event.receipt, status: 'reverted' as const, halt };
        listener.onIncluded?.({ ...event, receipt });
      },
    }),
});
