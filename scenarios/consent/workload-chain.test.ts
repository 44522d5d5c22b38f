/** The real protocol on a simulated chain: asked from several calls at once, with confirmations, waiting revocations and the server's own transactions. */
import { expect, test } from 'vitest';
import { resolveProject } from '../../sim/config/project.ts';
import { resolveScenario } from '../../sim/config/resolution.ts';
import { fixedRate, type Hex, type WorkloadContext } from '../../sim/index.ts';
import { run } from '../../sim/run.ts';
import type { ChainView } from './protocol/chain-view.ts';
import type { ResourceServer } from './protocol/resource-server.ts';
import { registryVariant } from './variants/registry-variant.ts';
import {
  type Consented,
  grant,
  grantBySignature,
  keepRecord,
  registerRecord,
  wantedOf,
} from './workload-consent.ts';
import { openParties, type Parties } from './workload-parties.ts';

const project = resolveProject({}, 'none');
const content = new TextEncoder().encode('{"resourceType":"Bundle"}');
const [slotMs, noReason] = [2_000, `0x${'00'.repeat(32)}` as Hex];

interface Scene {
  readonly context: WorkloadContext;
  readonly parties: Parties;
  readonly server: ResourceServer;
  readonly consented: Consented;
  readonly pairIndex: number;
  /** Waits until so many slots have passed since the first of the round. */
  readonly slot: (count: number) => Promise<void>;
  /** Served, or why not. */
  readonly ask: () => Promise<string>;
}

type Act = (scene: Scene) => Promise<unknown>;

/** Pairs with a record that is granted; each has a call for its patient and one for its staff, and there is one server for all. */
const play = async (
  pairCount: number,
  acts: { readonly patient: Act; readonly staff: Act },
  look: (view: ChainView) => ChainView = (view) => view,
): Promise<void> => {
  let firstSlotMs: number;
  let parties: Parties;
  let server: ResourceServer;
  const refusals: string[] = [];
  const consented: Consented[] = [];
  const setup = async (context: WorkloadContext) => {
    parties = await openParties(context);
    server = await parties.serve({
      chain: look(parties.chain.view),
      observe: (event) => event.kind === 'refused' && refusals.push(`${event.check} ${event.code}`),
    });
    for (let index = 0; index < pairCount; index += 1) {
      const pair = { patient: context.account('patient', index), staff: context.account('staff', index) };
      consented.push(await keepRecord(parties, server, pair, content));
    }
    await Promise.all(consented.map((one) => registerRecord(context, one)));
    firstSlotMs = Math.ceil(context.nowMs() / slotMs) * slotMs;
  };
  const workload = (context: WorkloadContext) => {
    const pairIndex = context.index >> 1;
    const own = consented[pairIndex] as Consented;
    const staff = parties.staff[pairIndex] as Parties['staff'][0];
    const ask = async () => {
      const pending = await staff.request(wantedOf(parties, own), parties.chain.nowMs());
      const answer = await parties.chain.within(context, () => server.handle(pending.text, 'ward'));
      return answer.kind === 'served' ? 'served' : (refusals.at(-1) ?? 'refused');
    };
    const slot = (count: number) => context.delay(firstSlotMs + count * slotMs - context.nowMs());
    const act = context.index % 2 === 0 ? acts.patient : acts.staff;
    return act({ context, parties, server, consented: own, pairIndex, slot, ask });
  };
  const definition = {
    accounts: { patient: pairCount, staff: pairCount, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    setup,
    rounds: [
      {
        label: 'scene',
        txCount: 2 * pairCount,
        rate: fixedRate(1_000),
        tolerate: ['failed' as const],
        workload,
      },
    ],
  };
  const origin = { file: 'scenarios/scene.ts', sourceHash: '' };
  const resolved = await resolveScenario(definition, origin, project, { chain: 'dev-2s' });
  const { failure } = await run(resolved, { verification: 'none' });
  if (failure !== undefined) throw failure;
};

test('a grant counts when it is two blocks deep, by direct transaction or by a signature that the staff sends', async () => {
  const heard: string[][] = [[], []];
  await play(2, {
    patient: async ({ context, parties, consented, pairIndex, slot }) => {
      await slot(0.5);
      const { status } = await (pairIndex === 0
        ? grant(context, consented)
        : grantBySignature(context, parties, consented));
      expect(status).toBe('succeeded');
    },
    staff: async ({ pairIndex, slot, ask }) => {
      for (const count of [0.2, 1.5, 3.5]) {
        await slot(count);
        heard[pairIndex]?.push(await ask());
      }
    },
  });
  const expected = ['9 now:noGrant', '9 unconfirmed:notActive', 'served'];
  expect(heard).toEqual([expected, expected]);
});

test('a revocation that waits in the pool is known, in whichever way it came, unless it is not its patient’s or is of an earlier epoch', async () => {
  const heard: string[] = [];
  await play(6, {
    patient: async ({ context, parties, consented, pairIndex, slot }) => {
      const { patient, staff } = consented;
      await grant(context, consented);
      await slot(4.2);
      const deadline = BigInt(Math.floor(parties.chain.nowMs() / 1000) + 600);
      const signer = parties.walletOf(pairIndex === 4 ? staff : patient);
      const { signature, message } = signer.signRevocation(
        staff.address,
        pairIndex === 5 ? -1 : 1,
        noReason,
        deadline,
      );
      const signed = [patient.address, staff.address, message.throughEpoch, noReason, deadline, signature];
      const stranger = context.account('provider', 0);
      const ways = [
        { from: patient, call: 'revoc', args: [staff.address, noReason] },
        { from: patient, call: 'revokeAll', args: [] },
        { from: patient, call: 'revokeBatch', args: [[staff.address], noReason] },
        { from: stranger, call: 'revokeBySig', args: signed },
        { from: stranger, call: 'revokeBySig', args: signed }, // the staff's signature, not the patient's
        { from: stranger, call: 'revokeBySig', args: signed }, // the patient's, of before this grant
      ] as const;
      await context.send({ ...(ways[pairIndex] as (typeof ways)[0]), to: 'consent', gasLimit: 100_000n });
    },
    staff: async ({ pairIndex, slot, ask }) => {
      await slot(4.5);
      heard[pairIndex] = await ask();
    },
  });
  expect(heard).toEqual([...Array.from({ length: 4 }, () => '10 revocationPending'), 'served', 'served']);
});

test('a server that is shown a signed revocation refuses at once, and sends it to the chain', async () => {
  const heard: string[] = [];
  await play(
    1,
    {
      patient: async ({ context, parties, server, consented, slot }) => {
        const { patient, staff } = consented;
        await grant(context, consented);
        await slot(4.2);
        const deadline = BigInt(Math.floor(parties.chain.nowMs() / 1000) + 600);
        const signed = parties.walletOf(patient).signRevocation(staff.address, 1, noReason, deadline);
        await parties.chain.within(context, () => server.receiveRevocation(signed.message, signed.signature));
      },
      staff: async ({ slot, ask }) => {
        for (const count of [4.1, 4.5, 5.5]) {
          await slot(count);
          heard.push(await ask());
        }
      },
    },
    (view) => ({ ...view, isRevocationPending: async () => false }),
  );
  expect(heard).toEqual(['served', '10 revocationReceived', '9 now:notActive']);
});
