/** V2: registered parties; a grant names records, operations, purpose, server and end. */
import type { Account, SendOutcome, WorkloadContext } from '../../../sim/index.ts';
import { scopeOf } from '../record-scope.ts';
import type { GrantInput } from '../signed-decisions.ts';
import {
  byPatient,
  byServer,
  byStaff,
  type ConsentVariant,
  call,
  type GrantTerms,
  grantsEndS,
  type Pair,
  word,
} from './variant.ts';

const recordIds = [word(0xa1), word(0xa2), word(0xa3), word(0xa4), word(0xa5)] as const;
export const [recordId] = recordIds;
const scope = scopeOf(recordIds);
const proof = scope.proofOf(recordId) ?? [];
const untilS = grantsEndS + 200 * 86_400;
const [read, treat] = [1, 1];
const ok = 0;

const usual = { scope: scope.root, terms: word(0x7e), ops: 3 };
const wider = { scope: word(1), terms: word(2), ops: 7 };

/** The arguments of `check`. */
export const questionOf = ({ account }: WorkloadContext, { patient, staff }: Pair) => [
  ...[patient.address, staff.address, account('server', 0).address],
  ...[recordId, proof, read, treat],
];

const grantInput = (
  { account }: WorkloadContext,
  { staff }: Pair,
  terms: GrantTerms['terms'],
): GrantInput => {
  const parties = { ms: staff.address, mdrs: account('server', 0).address };
  const window = { notBefore: 0, expiresAt: grantsEndS };
  return { ...parties, ...window, purpose: treat, usesMax: 0, ...(terms === 'usual' ? usual : wider) };
};

/** One patient's grants in one transaction, which this contract alone can do: all of them, or none. */
export const grantBatch = (
  context: WorkloadContext,
  patient: Account,
  pairs: readonly Pair[],
): Promise<SendOutcome> =>
  context.send({
    from: patient,
    to: 'consent',
    call: 'grantBatch',
    args: [pairs.map((pair) => grantInput(context, pair, 'usual'))],
    gasLimit: 50_000n + 130_000n * BigInt(pairs.length),
  });

export const registryVariant: ConsentVariant = {
  name: 'v2',
  contractName: 'ConsentRegistry',
  otherParties: { regulator: 1, provider: 1, server: 1 },
  contract: {
    file: '../contracts/ConsentRegistry.sol',
    args: ({ account }) => [account('regulator', 0).address],
  },
  register: async ({ account, send }, staff) => {
    const [regulator, provider, server] = [
      account('regulator', 0),
      account('provider', 0),
      account('server', 0),
    ];
    const toConsent = { to: 'consent', gasLimit: 150_000n };
    const register = (from: typeof regulator, name: string, ...args: readonly unknown[]) =>
      send({ ...toConsent, from, call: name, args });
    await register(regulator, 'registerProvider', provider.address, untilS, word(1));
    await register(regulator, 'registerServer', server.address, untilS, word(2), word(3));
    await Promise.all(
      staff.map(({ address }) => register(provider, 'registerStaff', address, untilS, word(4), word(5))),
    );
  },
  operations: {
    request: call(byStaff, 'reqManage', (_, { patient }) => [patient.address, treat, 3, word(0)]),
    grant: call(byPatient, 'grant', (context, pair, { terms }) => [grantInput(context, pair, terms)]),
    revoke: call(byPatient, 'revoc', (_, { staff }) => [staff.address, word(0)]),
    revokeAll: call(byPatient, 'revokeAll', () => []),
    renounce: call(byStaff, 'renounce', (_, { patient }) => [patient.address]),
    deny: call(byPatient, 'deny', (_, { staff }) => [staff.address]),
    withdrawRequest: call(byStaff, 'withdrawRequest', (_, { patient }) => [patient.address]),
    check: call(byStaff, 'check', questionOf),
    getMS: call(byStaff, 'GetMS', (_, { patient, staff }) => [patient.address, staff.address]),
    setPointer: call(byPatient, 'setPointer', ({ account }, { patient }, { encryptedAddress }) => [
      ...[patient.address, recordId, account('server', 0).address, word(0xc0), encryptedAddress],
    ]),
    issueToken: call(byStaff, 'issueToken', (_, { patient }) => [
      ...[patient.address, recordId, proof, read, treat, 600],
    ]),
    commitUsage: call(byServer, 'commitUsage', () => [1n, word(9), 1000]),
  },
  isLive: async (context, pair) => {
    const args = questionOf(context, pair);
    const answer = await context.read({ from: pair.staff, to: 'consent', call: 'check', args });
    return answer.status === 'succeeded' && answer.value === ok;
  },
};
