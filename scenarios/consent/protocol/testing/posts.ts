/** What is posted to a server in a test: each kind in order, ways to spoil it, and what the server made of it. */
import { expect } from 'vitest';
import type { Hex } from '../../../../sim/index.ts';
import type { PostKind } from '../post-forms.ts';
import { writeKeyDelivery, writePost, writeRevocation, writeSealedUpload } from '../posting.ts';
import { people, plaintext, type World, word } from './world.ts';

const { alice, maria, archive } = people;
const deadline = 2n ** 40n;

export const outcomeOf = async (world: World, kind: PostKind, text: unknown): Promise<string> => {
  const answer = await world.server.post(kind, text, 'home');
  const last = world.events.at(-1);
  if (answer.kind === 'accepted') return answer.kind;
  expect(JSON.stringify(answer)).toBe('{"kind":"refused"}');
  return last?.kind === 'declined' ? last.code : 'refused without a reason';
};

/** The writes to the server's store from here on, by part and verb. */
export const writesOf = (world: World): string[] => {
  const writes: string[] = [];
  const parts = world.stores[0] as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
  for (const [part, verbs] of Object.entries(parts))
    for (const verb of ['put', 'delete', 'append', 'useOnce']) {
      const write = verbs[verb];
      if (write === undefined) continue;
      verbs[verb] = (...args) => {
        writes.push(`${part}.${verb}`);
        return write(...args);
      };
    }
  return writes;
};

export const posterOf = ({ deployment, entropy }: World, who: typeof alice) => ({
  ...{ account: who.account, deployment, entropy },
});
export const subjectOfUpload = {
  sp: alice.address,
  mdrs: archive.address,
  recordId: word(0xabc),
  version: 1,
};
export const uploadBy = (world: World, who = alice, subject: Partial<typeof subjectOfUpload> = {}) =>
  writeSealedUpload(
    posterOf(world, who),
    { ...subjectOfUpload, ...subject },
    plaintext,
    world.server.encryptionKey,
    world.clock.nowMs(),
  );
export const revocationIn = (world: World, throughEpoch = 1): string =>
  writeRevocation(
    world.deployment,
    world.wallet.signRevocation(maria.address, throughEpoch, word(0), deadline),
  );
export const usageIn = (world: World): string =>
  writePost(world.deployment, world.wallet.askUsage(archive.address, world.clock.nowMs()));

/** Custody mode B: a registered version, and its key for maria. */
export const keyIn = async (world: World): Promise<string> => {
  const { wallet, server, staff } = world;
  const { recordId } = subjectOfUpload;
  const sealed = wallet.sealRecord(plaintext);
  await world.register(
    await server.records.keepSealed({ sp: alice.address, recordId, version: 1 }, sealed.bytes),
  );
  await world.chain.send(alice, 'grant', {
    ...{ ms: maria.address, mdrs: archive.address, scope: word(1), terms: word(2), notBefore: 0 },
    ...{ expiresAt: world.chain.nowS() + 9_999, ops: 1, purpose: 1, usesMax: 0 },
  });
  const wrapped = await wallet.wrapKey(recordId, 1, sealed.dataKey, staff);
  const subject = { ms: maria.address, mdrs: archive.address, recordId, version: 1 };
  return writeKeyDelivery(posterOf(world, alice), subject, wrapped, world.clock.nowMs());
};

export type Body = { request: Record<string, unknown>; signature: Hex } & Record<string, unknown>;
export const changed = (text: string, change: (body: Body) => unknown): string =>
  JSON.stringify(change(JSON.parse(text) as Body));
export const withRequest = (text: string, fields: object): string =>
  changed(text, (body) => ({ ...body, request: { ...body.request, ...fields } }));
