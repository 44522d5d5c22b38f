/**
 * The state machine of one pair, stated once: which action is legal at which stage, where it leads, and by how much
 * the pair's epoch grows. Tests of legal and of illegal orders derive from it, and so does the reference model.
 *
 * Stages are what is stored, but for Active, of which a request can tell two: `live`, and `dormant` when time, another
 * epoch, a suspension or the like keeps the grant from being live. Only the stored stage is an outcome.
 */
import type { Status } from './registry.ts';

export const stages = ['none', 'requested', 'live', 'dormant', 'denied', 'revoked', 'withdrawn'] as const;
export type Stage = (typeof stages)[number];

export interface Transition {
  readonly by: 'sp' | 'ms' | 'anybody';
  readonly from: readonly Stage[];
  /** Undefined: what is stored stays. */
  readonly to: Status | undefined;
  readonly epochStep: number;
}

const decided = ['dormant', 'denied', 'revoked', 'withdrawn'] as const;

export const transitions = {
  reqManage: { by: 'ms', from: ['none', ...decided], to: 'requested', epochStep: 0 },
  deny: { by: 'sp', from: ['requested'], to: 'denied', epochStep: 0 },
  withdrawRequest: { by: 'ms', from: ['requested'], to: 'withdrawn', epochStep: 0 },
  grant: { by: 'sp', from: stages, to: 'active', epochStep: 1 },
  grantBatch: { by: 'sp', from: stages, to: 'active', epochStep: 1 },
  grantBySig: { by: 'anybody', from: stages, to: 'active', epochStep: 1 },
  revoc: { by: 'sp', from: stages, to: 'revoked', epochStep: 1 },
  revokeBatch: { by: 'sp', from: stages, to: 'revoked', epochStep: 1 },
  /** Signed for one epoch ahead of the pair's, as wallets do. */
  revokeBySig: { by: 'anybody', from: stages, to: 'revoked', epochStep: 2 },
  renounce: { by: 'ms', from: ['live', 'dormant'], to: 'revoked', epochStep: 1 },
  revokeAll: { by: 'sp', from: stages, to: undefined, epochStep: 0 },
} as const satisfies Record<string, Transition>;

export type Action = keyof typeof transitions;
export const actions = Object.keys(transitions) as Action[];

/** The stored status at each stage. */
export const storedAs = (stage: Stage): Status =>
  stage === 'live' || stage === 'dormant' ? 'active' : stage;
