/** V0 and V1: the paper's calls. Nobody is registered, and a grant is all or nothing. */
import { byPatient, byStaff, type ConsentVariant, call, lacks } from './variant.ts';

const active = 2;

export const paperVariant = (
  name: 'v0' | 'v1',
  contractName: 'NaiveConsent' | 'PaperConsent',
): ConsentVariant => ({
  name,
  contractName,
  otherParties: {},
  contract: { file: `../contracts/${contractName}.sol` },
  register: async () => {},
  operations: {
    request: call(byStaff, 'reqManage', (_, { patient }) => [patient.address]),
    grant: call(byPatient, 'grant', (_, { staff }, { encryptedAddress }) => [
      staff.address,
      encryptedAddress,
    ]),
    revoke: call(byPatient, 'revoc', (_, { staff }) => [staff.address]),
    getMS: call(byStaff, 'GetMS', (_, { patient, staff }) => [patient.address, staff.address]),
    revokeAll: lacks('each pair is taken back by itself'),
    renounce: lacks('only the patient ends a grant'),
    deny: lacks('a request stays open until it is granted'),
    withdrawRequest: lacks('a request stays open until it is granted'),
    check: lacks('GetMS shows what is stored, and judges nothing'),
    setPointer: lacks('the encrypted address is part of the grant'),
    issueToken: lacks('the token is part of the grant, and public'),
    commitUsage: lacks('nobody accounts for what was read'),
  },
  isLive: async ({ read }, { patient, staff }) => {
    const args = [patient.address, staff.address];
    const answer = await read({ from: staff, to: 'consent', call: 'GetMS', args });
    return answer.status === 'succeeded' && (answer.value as { status: number }).status === active;
  },
});
