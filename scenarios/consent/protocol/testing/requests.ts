/** Requests of every kind: in order, and spoilt in one place. */
import type { Hex } from '../../../../sim/index.ts';
import { type AccessBody, writeBody } from '../access-body.ts';
import { type AccessRequest, accessRequestHash } from '../access-messages.ts';
import type { AccountKey } from '../account-signature.ts';
import type { PendingAccess, Reading, Wanted } from '../staff.ts';
import type { World } from './world.ts';

/** Maria asks and reads: the plaintext, or at which check the server refused and why. */
export const readRecord = async (world: World, wanted: Wanted): Promise<Reading | string> => {
  const pending = await world.staff.request(wanted, world.clock.nowMs());
  const answer = await world.server.handle(pending.text, 'ward');
  if (answer.kind === 'refused') return world.lastRefusal() ?? 'refused without a reason';
  return world.staff.open(pending, answer, await world.view.pointer(wanted.sp, wanted.recordId));
};

/** What the server says to a body: `served`, or at which check it refused and why. */
export const outcomeOf = async (world: World, text: unknown): Promise<string> => {
  const { kind } = await world.server.handle(text, 'ward');
  return kind === 'served' ? kind : (world.lastRefusal() ?? 'refused without a reason');
};

export const askOutcome = async (world: World, wanted: Wanted): Promise<string> =>
  outcomeOf(world, (await world.staff.request(wanted, world.clock.nowMs())).text);

/** The request with other values in it, signed anew by whoever is given; other fields of the body as given. */
export const reworked = (
  world: World,
  { body }: PendingAccess,
  signer: AccountKey,
  changes: Partial<AccessRequest>,
  others: Partial<AccessBody> = {},
): string => {
  const request = { ...body.request, ...changes };
  const signature: Hex = signer.sign(accessRequestHash(world.deployment, request));
  return writeBody({ ...body, request, signature, ...others });
};
