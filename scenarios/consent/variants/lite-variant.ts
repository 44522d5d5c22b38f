/** V3: one word per pair. Servers are registered, nobody else; records are named by category. */
import { packWord } from '../lite-word.ts';
import {
  byPatient,
  byServer,
  byStaff,
  type ConsentVariant,
  call,
  grantsEndS,
  lacks,
  type Pair,
  word,
} from './variant.ts';

const [firstServer, firstCategory, read, treat] = [1, 1, 1, 1];
const ok = 0;
const noPlace = 'a word per pair has no place for it';

const usual = {
  ...{ expiresAt: grantsEndS, ops: 3, purpose: treat },
  ...{ categories: 0b1011, server: firstServer },
};

const questionOf = ({ patient, staff }: Pair) => [
  ...[patient.address, staff.address],
  ...[firstServer, firstCategory, read, treat],
];

export const liteVariant: ConsentVariant = {
  name: 'v3',
  contractName: 'ConsentLite',
  otherParties: { regulator: 1, server: 1 },
  contract: {
    file: '../contracts/ConsentLite.sol',
    args: ({ account }) => [account('regulator', 0).address],
  },
  register: ({ account, send }) =>
    send({
      from: account('regulator', 0),
      to: 'consent',
      call: 'registerServer',
      args: [account('server', 0).address],
    }),
  operations: {
    request: call(byStaff, 'reqManage', (_, { patient }) => [patient.address, treat, 3, 0b1011]),
    grant: call(byPatient, 'grant', (_, { staff }, { terms }) => [
      staff.address,
      packWord(terms === 'usual' ? usual : { ...usual, ops: 7, categories: 0b1111 }),
    ]),
    revoke: call(byPatient, 'revoc', (_, { staff }) => [staff.address]),
    revokeAll: call(byPatient, 'revokeAll', () => []),
    check: call(byStaff, 'check', (_, pair) => questionOf(pair)),
    getMS: call(byStaff, 'GetMS', (_, { patient, staff }) => [patient.address, staff.address]),
    commitUsage: call(byServer, 'commitUsage', () => [1n, word(9), 1000]),
    renounce: lacks('only the patient ends a grant'),
    deny: lacks('a request is an event, and leaves nothing to deny'),
    withdrawRequest: lacks('a request is an event, and leaves nothing to withdraw'),
    setPointer: lacks(noPlace),
    issueToken: lacks(noPlace),
  },
  isLive: async ({ read: ask }, pair) => {
    const answer = await ask({ from: pair.staff, to: 'consent', call: 'check', args: questionOf(pair) });
    return answer.status === 'succeeded' && answer.value === ok;
  },
};
