/**
 * The attack matrix, as far as it is about the chain itself: who has the majority rewrites it (A25), who has the only node always can (A26), and who pays
 * more than others keeps a revocation out of blocks for a while (A28).
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveProject } from '../../../sim/config/project.ts';
import {
  fixedRate,
  gwei,
  poissonRate,
  type ScenarioDefinition,
  type WorkloadContext,
} from '../../../sim/index.ts';
import { createMining } from '../../../sim/mining.ts';
import { createSimulator } from '../../../sim/simulation.ts';
import { loadStudy } from '../../../sim/study/loading.ts';
import { executeRace } from '../../claims/rewrite-executed.ts';
import { errorsOff, oddsOf } from '../../claims/rewrite-odds.ts';
import { operationOf, usualTerms } from '../variants/variant.ts';
import { variants } from '../variants/variants.ts';
import { type Checkpoint, contradicted } from './checkpoint.ts';
import { writerOf } from './testing/chain-access.ts';
import { askOutcome, readRecord } from './testing/requests.ts';
import { consented, createWorld, people, type World, word } from './testing/world.ts';

const { alice, maria, archive } = people;
const home = join(import.meta.dirname, '../..');
const { simulate } = createSimulator({
  ...{ loaded: await loadStudy(join(home, 'majority.ts'), home), seed: 1, onRun: () => () => {} },
  project: resolveProject({}, 'test'),
});
const context = { ...createMining(1), simulate };

/** A read under a grant of so many confirmations; the receipt is what the reader has outside the chain. */
const readOn = async (world: World): Promise<Checkpoint> => {
  const { wanted } = await consented(world);
  const reading = await readRecord(world, wanted);
  if (typeof reading === 'string' || reading.kind !== 'read') throw new Error('not read');
  return reading.receipt;
};
const hashAt =
  ({ chain }: World) =>
  async (number: number) =>
    chain.blocks[number - 1]?.hash;

describe('A25: a share q of the hash rate against z confirmations', () => {
  it('D: undoes them as often as r(q, z) says, and a grant is gone exactly when it does', async () => {
    for (const [attackerRatio, confirmations] of [
      [0.1, 1],
      [0.3, 2],
    ] as const) {
      const attack = { attackerRatio, confirmations, othersCount: 1, delayS: 0 };
      const odds = await oddsOf(context, attack, 300, 100 + confirmations);
      expect(Math.abs(errorsOff(odds))).toBeLessThan(3);
    }
    const attack = { attackerRatio: 0.3, confirmations: 2, othersCount: 2, delayS: 0 };
    const race = await executeRace(context, attack, 100);
    expect(race).toMatchObject({ agreesWithHeaders: true, wasActive: true, isActive: !race.isRewritten });
  });

  it('D: a reader’s receipt is of a block that the winning branch does not have', async () => {
    const world = await createWorld();
    const receipt = await readOn(world);
    expect(await contradicted([receipt], hashAt(world))).toEqual([]);
    await world.chain.takeBack(receipt.blockNumber - 3); // the grant and its two confirmations
    await world.chain.confirm(4);
    expect(world.chain.blocks.length).toBeGreaterThan(receipt.blockNumber); // the longer branch
    expect(await contradicted([receipt], hashAt(world))).toEqual([receipt]);
    expect(await contradicted([{ ...receipt, blockNumber: 1_000 }], hashAt(world))).toHaveLength(1);
  });
});

describe('A26: the only node', () => {
  it.each([2, 6, 24])(
    'S: rewrites %i confirmations whenever it likes; D: with one checkpoint outside',
    async (depth) => {
      const world = await createWorld();
      const { wanted } = await consented(world);
      await world.chain.confirm(depth - 2);
      const granted = world.chain.blocks.length - depth;
      const checkpoint = { blockNumber: granted, blockHash: (await hashAt(world)(granted)) ?? word(0) };
      const older = { blockNumber: granted - 1, blockHash: (await hashAt(world)(granted - 1)) ?? word(0) };
      expect(await askOutcome(world, wanted)).toBe('served');
      await world.chain.takeBack(granted - 1);
      await world.chain.confirm(depth + 1);
      expect((await world.view.pair(alice.address, maria.address)).epoch).toBe(0); // as if alice had never granted
      expect(await askOutcome(world, wanted)).toBe('9 now:noGrant');
      const { blocks } = world.chain;
      expect(
        blocks.slice(1).every(({ environment }, index) => environment.parentHash === blocks[index]?.hash),
      ).toBe(true);
      expect(await contradicted([], hashAt(world))).toEqual([]);
      expect(await contradicted([older, checkpoint], hashAt(world))).toEqual([checkpoint]);
    },
  );
});

describe('A28: blocks full of somebody else’s transactions', () => {
  const slotMs = 12_000;
  const account = (count: number, priorityGwei: number) => ({
    ...{ count, balanceWei: 10n ** 32n },
    bid: { priorityFeeWei: gwei(priorityGwei), maxFeeWei: gwei(1e9) }, // above any base fee: the tip alone decides
  });
  const [transfersPerBlock, floodMs] = [28, 5 * slotMs];
  const { v1 } = variants;

  /** Two patients withdraw 20 s after the flood began, one for the usual tip, one for more than the flood pays. */
  const delaysUnder = async (loadRatio: number): Promise<Readonly<Record<'usual' | 'hurried', number>>> => {
    const delays = { usual: Number.NaN, hurried: Number.NaN };
    const floodTps = (loadRatio * transfersPerBlock * 1_000) / slotMs;
    const pairOf = (context: WorkloadContext, patient: 'usual' | 'hurried') => ({
      ...{ patient: context.account(patient, 0), staff: context.account('staff', 0) },
    });
    const scenario: ScenarioDefinition = {
      accounts: {
        usual: account(1, 1),
        hurried: account(1, 100),
        staff: account(1, 1),
        flood: account(100, 10),
      },
      contracts: { consent: v1.contract },
      setup: async (context) => {
        for (const patient of ['usual', 'hurried'] as const)
          for (const act of ['request', 'grant'] as const)
            await operationOf(v1, act)(context, pairOf(context, patient), {
              ...usualTerms,
              encryptedAddress: '0x01',
            });
      },
      rounds: [
        {
          ...{ label: 'flood', txCount: 2 + Math.ceil((floodTps * floodMs) / 1_000), timeoutMs: 1e9 },
          rate: loadRatio === 0 ? fixedRate(1) : poissonRate(floodTps),
          workload: async (context) => {
            const patient = (['usual', 'hurried'] as const)[context.index];
            if (patient === undefined) {
              const [from, to] = [context.account('flood', context.index % 100), context.account('flood', 0)];
              return context.send({ from, to, gasLimit: 21_000n });
            }
            await context.delay(20_000);
            const startMs = context.nowMs();
            await operationOf(v1, 'revoke')(context, pairOf(context, patient), usualTerms);
            delays[patient] = context.nowMs() - startMs;
          },
        },
      ],
    };
    const chain = {
      ...({
        extends: 'mainnet',
        producer: { kind: 'slots', intervalMs: slotMs },
        node: { msPerGas: 0 },
      } as const),
      ...{ blockGasLimit: BigInt(transfersPerBlock) * 21_000n, confirmations: 1 },
    };
    await simulate(scenario, { label: 'flood', chain: 'flooded', chains: { flooded: chain } });
    return delays;
  };

  it('L: at ten times the capacity the usual tip waits for the flood to end; a higher one does not wait', async () => {
    const [calm, flooded] = [await delaysUnder(0), await delaysUnder(10)];
    expect(Math.max(calm.usual, calm.hurried)).toBeLessThanOrEqual(slotMs + 1_000);
    expect(flooded.hurried).toBeLessThanOrEqual(slotMs + 1_000);
    expect(flooded.usual).toBeGreaterThan(10 * slotMs);
  });

  it('P: off the chain: shown to the server, the signed revocation counts while it waits for a block', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const neverIncluded = () => new Promise<void>(() => {});
    const writer = { ...writerOf(world.chain, archive), relayRevocation: neverIncluded };
    const blind = { ...world.view, isRevocationPending: async () => false };
    const store = world.stores[0] ?? expect.unreachable();
    const server = await world.serverOf(archive, world.keys.archive, { store, writer, chain: blind });
    expect(await askOutcome({ ...world, server }, wanted)).toBe('served');
    const { message, signature } = world.wallet.signRevocation(maria.address, 1, word(0), 2n ** 40n);
    expect(await server.receiveRevocation(message, signature)).toBe(true);
    expect(await askOutcome({ ...world, server }, wanted)).toBe('10 revocationReceived');
    expect((await world.view.pair(alice.address, maria.address)).epoch).toBe(1); // no block knows yet
  });
});
