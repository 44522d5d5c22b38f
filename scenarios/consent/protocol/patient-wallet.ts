/**
 * The patient's side (SP): decides, and can decide without paying gas or trusting the server's word. A wallet signs a revocation through
 * the pair's epoch plus one, which also beats a grant that is signed and still on its way.
 */
import { type Address, bytesToHex, type Hex } from '../../../sim/index.ts';
import { type GrantDecision, grantHash, type RevokeDecision, revokeHash } from '../signed-decisions.ts';
import { type UsageQuery, usageQueryHash } from './access-messages.ts';
import type { AccountKey } from './account-signature.ts';
import { wrapDataKey } from './custody.ts';
import type { Deployment } from './encrypted-address.ts';
import type { Entropy } from './entropy.ts';
import { type SealedRecord, sealRecord } from './sealed-record.ts';

export interface Signed<Message> {
  readonly message: Message;
  readonly signature: Hex;
}

export interface PatientWallet {
  readonly address: Address;
  /** A name for a record that says nothing: 256 random bits. */
  createRecordId(): Hex;
  signGrant(decision: Omit<GrantDecision, 'sp'>): Signed<GrantDecision>;
  signRevocation(ms: Address, pairEpoch: number, reason: Hex, deadline: bigint): Signed<RevokeDecision>;
  askUsage(mdrs: Address, nowMs: number): Signed<UsageQuery>;
  /** Mode B: seals a version before it goes to the server. */
  sealRecord(plaintext: Uint8Array): SealedRecord;
  /** Mode B, with a grant: the data key for one member of staff. */
  wrapKey(recordId: Hex, version: number, dataKey: Uint8Array, staff: StaffKey): Promise<Uint8Array>;
}

export interface StaffKey {
  readonly address: Address;
  readonly encryptionKey: Uint8Array;
}

export interface PatientWalletOptions {
  readonly account: AccountKey;
  readonly deployment: Deployment;
  readonly entropy: Entropy;
}

const queryLifetimeS = 60;

export const createPatientWallet = (options: PatientWalletOptions): PatientWallet => {
  const { account, deployment, entropy } = options;
  const { address: sp } = account;
  const signed = <Message>(message: Message, hash: Hex): Signed<Message> => ({
    message,
    signature: account.sign(hash),
  });
  return {
    address: sp,
    createRecordId: () => bytesToHex(entropy(32)),
    signGrant(decision) {
      const message = { sp, ...decision };
      return signed(message, grantHash(deployment, message));
    },
    signRevocation(ms, pairEpoch, reason, deadline) {
      const message = { sp, ms, throughEpoch: pairEpoch + 1, reason, deadline };
      return signed(message, revokeHash(deployment, message));
    },
    askUsage(mdrs, nowMs) {
      const issuedAt = Math.floor(nowMs / 1000);
      const nonce = bytesToHex(entropy(32));
      const message = { sp, mdrs, nonce, issuedAt, expiresAt: issuedAt + queryLifetimeS };
      return signed(message, usageQueryHash(deployment, message));
    },
    sealRecord: (plaintext) => sealRecord(plaintext, entropy),
    wrapKey: (recordId, version, dataKey, staff) =>
      wrapDataKey({ recordId, version, ms: staff.address }, dataKey, staff.encryptionKey, entropy),
  };
};
