/**
 * The registry as its tests speak of it: who calls comes first, and what a test leaves out is a consent that is in order.
 * Enumerations are words here; `statuses` and `reasons` are in the order of the contract's numbers.
 */
import { type RecordScope, scopeOf } from '../../../scenarios/consent/record-scope.ts';
import type { GrantInput } from '../../../scenarios/consent/signed-decisions.ts';
import type { Hex } from '../../../sim/units.ts';
import { type Actor, actors } from '../actors.ts';
import { type Contract, createSandbox, type Outcome, type Sandbox } from '../sandbox.ts';

export const statuses = ['none', 'requested', 'active', 'denied', 'revoked', 'withdrawn'] as const;
export type Status = (typeof statuses)[number];

export const reasons = [
  ...['ok', 'noGrant', 'notActive', 'notYetValid', 'expired', 'patientEpoch', 'staffInvalid'],
  ...['providerInvalid', 'wrongServer', 'scopeMismatch', 'opsMismatch', 'purposeMismatch', 'usesExhausted'],
  ...['paused', 'serverInvalid'],
] as const;

export const dayS = 86_400;
/** The sandbox's first block, from which the tests' windows count. */
export const startS = 1_800_000_000;
const yearS = 365 * dayS;

/** 32 bytes that end with a number: record ids, hashes and reasons of which only the identity matters. */
export const word = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;

export const noHash: Hex = word(0);

export const recordIds = [word(0xa1), word(0xa2), word(0xa3), word(0xa4), word(0xa5)] as const;
export const scope: RecordScope = scopeOf(recordIds);
export const ciphertext: Hex = `0x${'c1'.repeat(112)}`;

export const grantInput = (changes: Partial<GrantInput> = {}): GrantInput => ({
  ms: actors.maria.address,
  mdrs: actors.archive.address,
  scope: scope.root,
  terms: word(0x7e),
  notBefore: 0,
  expiresAt: startS + 30 * dayS,
  ops: 3,
  purpose: 1,
  usesMax: 0,
  ...changes,
});

export type Reason = (typeof reasons)[number];

export interface Question {
  readonly sp: Actor;
  readonly ms: Actor;
  readonly mdrs: Actor;
  readonly recordId: Hex;
  readonly proof: readonly Hex[];
  readonly ops: number;
  readonly purpose: number;
}

export interface Pair extends Omit<GrantInput, 'ms'> {
  readonly status: number;
  readonly epoch: number;
  readonly patientEpoch: number;
  readonly uses: number;
  readonly requestedAt: number;
  readonly coolDownUntil: number;
  readonly blocked: boolean;
}

const question: Question = {
  sp: actors.alice,
  ms: actors.maria,
  mdrs: actors.archive,
  recordId: recordIds[0],
  proof: scope.proofOf(recordIds[0]) ?? [],
  ops: 1,
  purpose: 1,
};

export interface Request {
  readonly purpose: number;
  readonly ops: number;
  readonly scope: Hex;
}

export const registryCalls = (contract: Contract) => {
  const pair = async (sp: Actor, ms: Actor): Promise<Pair> =>
    (await contract.read(ms, 'GetMS', [sp.address, ms.address])) as Pair;
  return {
    contract,
    pair,
    status: async (sp: Actor, ms: Actor): Promise<Status | undefined> =>
      statuses[(await pair(sp, ms)).status],
    reason: async (changes: Partial<Question> = {}, from: Actor = actors.archive) => {
      const { sp, ms, mdrs, recordId, proof, ops, purpose } = { ...question, ...changes };
      const args = [sp.address, ms.address, mdrs.address, recordId, proof, ops, purpose];
      return reasons[(await contract.read(from, 'check', args)) as number];
    },
    reqManage: (ms: Actor, sp: Actor, changes: Partial<Request> = {}): Promise<Outcome> => {
      const { purpose, ops, scope } = { purpose: 1, ops: 3, scope: noHash, ...changes };
      return contract.send(ms, 'reqManage', [sp.address, purpose, ops, scope]);
    },
    grant: (sp: Actor, changes: Partial<GrantInput> = {}): Promise<Outcome> =>
      contract.send(sp, 'grant', [grantInput(changes)]),
    revoc: (sp: Actor, ms: Actor, reason: Hex = noHash): Promise<Outcome> =>
      contract.send(sp, 'revoc', [ms.address, reason]),
    /** Registers alice's first record and has maria take a token for it. */
    issueToken: (changes: Partial<Question> = {}, ttl = 600): Promise<Outcome> => {
      const { sp, ms, recordId, proof, ops, purpose } = { ...question, ...changes };
      return contract.send(ms, 'issueToken', [sp.address, recordId, proof, ops, purpose, ttl]);
    },
    setPointer: (from: Actor, changes: Partial<PointerInput> = {}): Promise<Outcome> => {
      const { sp, recordId, mdrs, contentHash, ciphertext: where } = { ...pointerInput, ...changes };
      return contract.send(from, 'setPointer', [sp.address, recordId, mdrs.address, contentHash, where]);
    },
    /** Any other call; who calls comes first. */
    call: (from: Actor, call: string, ...args: readonly unknown[]): Promise<Outcome> =>
      contract.send(from, call, args),
    read: (call: string, ...args: readonly unknown[]): Promise<unknown> =>
      contract.read(actors.noor, call, args),
  };
};

export type Registry = ReturnType<typeof registryCalls>;

export interface PointerInput {
  readonly sp: Actor;
  readonly recordId: Hex;
  readonly mdrs: Actor;
  readonly contentHash: Hex;
  readonly ciphertext: Hex;
}

const pointerInput: PointerInput = {
  sp: actors.alice,
  recordId: recordIds[0],
  mdrs: actors.archive,
  contentHash: word(0xc0),
  ciphertext,
};

export const deployRegistry = async (
  sandbox: Sandbox,
  source: Parameters<Sandbox['deploy']>[0] = 'ConsentRegistry',
): Promise<Registry> => registryCalls(await sandbox.deploy(source, [actors.regulator.address]));

/** Registers the cast: two providers with two and one member of staff, two servers; all for a year. */
export const registerCast = async ({ call }: Registry): Promise<void> => {
  const { regulator, hospital, clinic, archive, cloud, maria, noor, otto } = actors;
  const until = startS + yearS;
  for (const provider of [hospital, clinic])
    await call(regulator, 'registerProvider', provider.address, until, word(1));
  for (const server of [archive, cloud])
    await call(regulator, 'registerServer', server.address, until, word(2), word(3));
  for (const staff of [maria, noor])
    await call(hospital, 'registerStaff', staff.address, until, word(4), word(5));
  await call(clinic, 'registerStaff', otto.address, until, word(4), word(5));
};

/** Registries with the cast, on a chain of their own: each call undoes all that was done with the last one. */
export const createWorlds = (source?: Parameters<Sandbox['deploy']>[0]) => {
  let undo: (() => Promise<void>) | undefined;
  const sandbox = createSandbox('osaka');
  const prepared = (async () => {
    const registry = await deployRegistry(sandbox, source);
    await registerCast(registry);
    undo = sandbox.mark();
    return { sandbox, registry };
  })();
  return async (): Promise<{ readonly sandbox: Sandbox; readonly registry: Registry }> => {
    const world = await prepared;
    await undo?.();
    return world;
  };
};
