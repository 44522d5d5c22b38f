/**
 * What can happen to a registry, as data: who does what to whom. Times are relative to the block that an action is in,
 * decisions that were signed and tokens that were issued are named by their order, so any sequence of actions is a history, a shorter
 * one is too, and a counterexample prints as it is.
 */
import type { actors } from '../actors.ts';

export type Name = keyof typeof actors;

export const patients = ['alice', 'bob', 'carol'] as const;
export const staff = ['maria', 'noor', 'otto'] as const;
export const servers = ['archive', 'cloud'] as const;

/** Which records a grant covers: all five, the first alone, or (which is refused) none. */
export type ScopeName = 'all' | 'first' | 'none';

export interface Terms {
  readonly mdrs: Name;
  readonly scope: ScopeName;
  readonly ops: number;
  readonly purpose: number;
  /** 0: at once. */
  readonly fromS: number;
  readonly forS: number;
  readonly usesMax: number;
}

export interface Question {
  readonly sp: Name;
  readonly ms: Name;
  readonly mdrs: Name;
  readonly record: number;
  readonly ops: number;
  readonly purpose: number;
}

/** A question about one of the active pairs, by its order: just what was granted, or with one thing otherwise. */
export interface Inquiry {
  readonly index: number;
  readonly record: number;
  readonly twist: 'none' | 'ops' | 'unknown ops' | 'no ops' | 'purpose' | 'server' | 'staff' | 'patient';
}

/** What a wallet signs: for the pair's epoch at that time, or some ahead of it. */
export type Decision =
  | {
      readonly kind: 'grant';
      readonly sp: Name;
      readonly ms: Name;
      readonly terms: Terms;
      readonly ahead: number;
    }
  | { readonly kind: 'revoke'; readonly sp: Name; readonly ms: Name; readonly ahead: number };

export type Action =
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'setPaused'; readonly by: Name; readonly on: boolean }
  | { readonly kind: 'setEntityActive'; readonly by: Name; readonly who: Name; readonly on: boolean }
  | {
      readonly kind: 'register';
      readonly by: Name;
      readonly who: Name;
      readonly as: 'provider' | 'staff' | 'server';
      readonly forS: number;
    }
  | { readonly kind: 'reqManage'; readonly by: Name; readonly sp: Name; readonly ops: number }
  | { readonly kind: 'deny'; readonly by: Name; readonly ms: Name }
  | { readonly kind: 'withdrawRequest'; readonly by: Name; readonly sp: Name }
  | { readonly kind: 'setBlocked'; readonly by: Name; readonly ms: Name; readonly on: boolean }
  | { readonly kind: 'grant'; readonly by: Name; readonly ms: Name; readonly terms: Terms }
  | { readonly kind: 'grantBatch'; readonly by: Name; readonly ms: readonly Name[]; readonly terms: Terms }
  | { readonly kind: 'sign'; readonly by: Name; readonly decision: Decision }
  | { readonly kind: 'submit'; readonly by: Name; readonly index: number }
  | { readonly kind: 'revoc'; readonly by: Name; readonly ms: Name }
  | { readonly kind: 'revokeBatch'; readonly by: Name; readonly ms: readonly Name[] }
  | { readonly kind: 'revokeAll'; readonly by: Name }
  | { readonly kind: 'renounce'; readonly by: Name; readonly sp: Name }
  | { readonly kind: 'setCustodian'; readonly by: Name; readonly mdrs: Name; readonly on: boolean }
  | {
      readonly kind: 'setPointer';
      readonly by: Name;
      readonly sp: Name;
      readonly record: number;
      readonly mdrs: Name;
    }
  | { readonly kind: 'issueToken'; readonly inquiry: Inquiry; readonly ttl: number }
  | {
      readonly kind: 'consumeToken';
      readonly by: Name;
      readonly index: number;
      readonly ms: Name | undefined;
    }
  | { readonly kind: 'cancelToken'; readonly by: Name; readonly index: number }
  | { readonly kind: 'ask'; readonly by: Name; readonly inquiry: Inquiry };

export type ActionOf<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>;
