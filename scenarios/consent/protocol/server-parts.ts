/** What a resource server is put together from, and its bounds. */
import type { Address } from '../../../sim/index.ts';
import type { ResolveLocator, ServerStore } from '../server/stores/store.ts';
import type { AccountKey } from './account-signature.ts';
import type { ChainView, ChainWriter } from './chain-view.ts';
import type { CustodyMode } from './custody.ts';
import type { Deployment } from './encrypted-address.ts';
import type { Entropy } from './entropy.ts';
import type { EncryptionKeys } from './hpke.ts';
import type { OpenedAddresses } from './opened-addresses.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ReceivedRevocations } from './received-revocations.ts';
import type { UsageLog } from './usage-log.ts';

/** T1: every access uses up a token on the chain. T2: the grant is the token, and no access needs a transaction. */
export type TokenMode = 'T1' | 'T2';

export interface ServerLimits {
  /** How far a client's clock may be ahead of ours. */
  readonly clockSkewS: number;
  /** Longest time between a request's issue and its end. */
  readonly lifetimeS: number;
  /** How old the newest block may be. Infinite on a chain that seals blocks only when there is something to seal. */
  readonly headAgeMs: number;
  /** How many blocks a grant must lie back; a revocation counts at once. */
  readonly confirmations: number;
  readonly requestsPerMinuteByStaff: number;
  readonly requestsPerMinuteBySource: number;
  /** Of all that is not a request to read, by whoever signed it. */
  readonly postsPerMinuteBySigner: number;
  /** Of records to keep, by a patient for herself. */
  readonly uploadBytesPerDayByPatient: number;
  /** By a provider, who answers to the regulator. */
  readonly uploadBytesPerDayByProvider: number;
  /** By whoever: keys cost nothing, so a limit by key alone is none. */
  readonly uploadBytesPerDayBySource: number;
}

const mebibyte = 2 ** 20;

/** Two blocks where blocks come in slots, twelve under proof of work. */
export const confirmationsOn = { slots: 2, proofOfWork: 12 } as const;

export const defaultLimits: ServerLimits = {
  clockSkewS: 5,
  lifetimeS: 60,
  headAgeMs: 60_000,
  confirmations: confirmationsOn.slots,
  requestsPerMinuteByStaff: 120,
  requestsPerMinuteBySource: 1_200,
  postsPerMinuteBySigner: 30,
  uploadBytesPerDayByPatient: 16 * mebibyte,
  uploadBytesPerDayByProvider: 4_096 * mebibyte,
  uploadBytesPerDayBySource: 4_096 * mebibyte,
};

export interface ServerParts {
  readonly address: Address;
  readonly account: AccountKey;
  readonly encryptionKeys: EncryptionKeys;
  readonly deployment: Deployment;
  readonly chain: ChainView;
  readonly writer: ChainWriter;
  readonly store: ServerStore;
  readonly resolve: ResolveLocator;
  readonly nowMs: () => number;
  readonly entropy: Entropy;
  readonly tokenMode: TokenMode;
  readonly custodyMode: CustodyMode;
  readonly limits: ServerLimits;
  readonly rates: Readonly<Record<'bySource' | 'byStaff' | 'byPoster', RateLimit>>;
  readonly quotas: Readonly<Record<'byPatient' | 'byProvider' | 'bySource', RateLimit>>;
  readonly revocations: ReceivedRevocations;
  readonly usage: UsageLog;
  readonly addresses: OpenedAddresses;
}
