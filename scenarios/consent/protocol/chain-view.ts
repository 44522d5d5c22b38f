/**
 * The chain as a resource server needs it: eight questions and three statements. The simulated chain, a node over HTTP and the tests' fake
 * implement it (`registry-view.ts` does so on any reader of the registry). Every question may reject; the server then refuses.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import type { GrantInput, RevokeDecision } from '../signed-decisions.ts';
import type { Deployment } from './encrypted-address.ts';

/** In the order of the registry's numbers. */
export const accessReasons = [
  ...(['ok', 'noGrant', 'notActive', 'notYetValid', 'expired', 'patientEpoch', 'staffInvalid'] as const),
  ...(['providerInvalid', 'wrongServer', 'scopeMismatch', 'opsMismatch', 'purposeMismatch'] as const),
  ...(['usesExhausted', 'paused', 'serverInvalid'] as const),
] as const;
export type AccessReason = (typeof accessReasons)[number];

export const tokenStages = ['none', 'issued', 'consumed', 'cancelled'] as const;

export interface AccessQuestion {
  readonly sp: Address;
  readonly ms: Address;
  readonly mdrs: Address;
  readonly recordId: Hex;
  readonly proof: readonly Hex[];
  readonly ops: number;
  readonly purpose: number;
}

export interface Head {
  readonly number: number;
  readonly hash: Hex;
  readonly timestampS: number;
  readonly sync: 'following' | 'catchingUp';
}

/** What is stored of a pair, as far as it matters here. */
export interface PairState extends Pick<GrantInput, 'expiresAt'> {
  readonly epoch: number;
}

export interface PointerState {
  readonly mdrs: Address;
  readonly version: number;
  readonly pointerHash: Hex;
  readonly contentHash: Hex;
}

export interface TokenState {
  readonly stage: (typeof tokenStages)[number];
  readonly expiresAtS: number;
  readonly mdrs: Address;
}

export interface ChainView {
  readonly deployment: Deployment;
  head(): Promise<Head>;
  /** The registry's `check`, at the newest block or so many blocks before it. */
  check(question: AccessQuestion, blocksBack: number): Promise<AccessReason>;
  pair(sp: Address, ms: Address): Promise<PairState>;
  pointer(sp: Address, recordId: Hex): Promise<PointerState>;
  token(tokenId: Hex): Promise<TokenState>;
  /** Whether this address is a provider that is registered, unexpired and not suspended. */
  isProvider(who: Address): Promise<boolean>;
  /** ERC-1271, asked of the account's code in the newest block; no for an account without code, and for a view that cannot ask. */
  isValidSignature(account: Address, hash: Hex, signature: Hex): Promise<boolean>;
  /** Whether a revocation of this pair waits in the mempool. A view without a mempool says no. */
  isRevocationPending(sp: Address, ms: Address): Promise<boolean>;
}

export interface ConsumedToken {
  readonly tokenId: Hex;
  readonly sp: Address;
  readonly ms: Address;
  readonly requestHash: Hex;
  readonly responseHash: Hex;
}

export interface UsageCommitment {
  readonly batch: number;
  readonly root: Hex;
  readonly count: number;
}

/** What the server says to the chain, from its own account. Each resolves on inclusion and rejects on a revert. */
export interface ChainWriter {
  consumeToken(token: ConsumedToken): Promise<void>;
  commitUsage(commitment: UsageCommitment): Promise<void>;
  relayRevocation(decision: RevokeDecision, signature: Hex): Promise<void>;
}

/** The registry's calls for each of them. */
export const createChainWriter = (
  send: (call: string, ...args: readonly unknown[]) => Promise<void>,
): ChainWriter => ({
  consumeToken: ({ tokenId, sp, ms, requestHash, responseHash }) =>
    send('consumeToken', tokenId, sp, ms, requestHash, responseHash),
  commitUsage: ({ batch, root, count }) => send('commitUsage', BigInt(batch), root, count),
  relayRevocation: ({ sp, ms, throughEpoch, reason, deadline }, signature) =>
    send('revokeBySig', sp, ms, throughEpoch, reason, deadline, signature),
});
