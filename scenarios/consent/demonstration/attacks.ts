/** Attempts at the record that must fail, after a consent and one access in order: the world sees one refusal, the server's operator why. */
import type { Hex } from '../../../sim/index.ts';
import { writeBody } from '../protocol/access-body.ts';
import { accessRequestHash } from '../protocol/access-messages.ts';
import { contentIdOf } from '../protocol/sealed-record.ts';
import type { PendingAccess, Wanted } from '../protocol/staff.ts';
import type { AttackName } from './attack-names.ts';
import type { Parties } from './parties.ts';

export interface Scene {
  readonly parties: Parties;
  readonly wanted: Wanted;
  /** What MS sent in step 4, as somebody on the wire has it. */
  readonly overheard: PendingAccess;
}

export interface Attempt {
  readonly what: string;
  /** Makes ready, and returns the body that is sent to the server. */
  readonly body: (scene: Scene) => Promise<string>;
}

const noReason: Hex = `0x${'00'.repeat(32)}`;
const request = async ({ parties, wanted }: Scene): Promise<string> =>
  (await parties.staff.request(wanted, parties.nowMs)).text;

export const attacks: Readonly<Record<AttackName, readonly Attempt[]>> = {
  'stolen-token': [
    {
      what: 'a stranger takes token and encrypted address from the chain, and signs for itself',
      body: async ({ parties, wanted }) => (await parties.stranger.request(wanted, parties.nowMs)).text,
    },
    {
      what: 'the stranger says that it is MS, with a signature of its own',
      body: async ({ parties, wanted }) => {
        const { body } = await parties.stranger.request(wanted, parties.nowMs);
        const claimed = { ...body.request, ms: parties.staff.address };
        const { account } = parties.actors.stranger;
        return writeBody({
          ...body,
          request: claimed,
          signature: account.sign(accessRequestHash(parties.deployment, claimed)),
        });
      },
    },
  ],
  replay: [
    {
      what: 'somebody on the wire sends again, byte by byte, what MS sent in step 4',
      body: async ({ overheard }) => overheard.text,
    },
  ],
  revoked: [
    {
      what: 'SP revokes; MS asks again with the token that it still has',
      body: async (scene) => {
        const { registry, actors, staff } = scene.parties;
        await registry.send(actors.patient, 'revoc', staff.address, noReason);
        return request(scene);
      },
    },
  ],
  'tampered-record': [
    {
      what: 'one bit of the stored record is flipped; MS asks with all its rights',
      body: async (scene) => {
        const { view, store } = scene.parties;
        const { contentHash } = await view.pointer(scene.wanted.sp, scene.wanted.recordId);
        const place = contentIdOf(contentHash);
        const bytes = Uint8Array.from((await store.blobs.get(place)) ?? []);
        bytes[0] = (bytes[0] ?? 0) ^ 1;
        await store.blobs.put(place, bytes);
        return request(scene);
      },
    },
  ],
};
