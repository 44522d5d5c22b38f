/**
 * The reference model's state: what the registry is supposed to remember, in plain frozen data. An action gives either a
 * new state or the refusal that the contract must give; nothing is changed in place.
 */

import type { Status } from '../registry/registry.ts';
import type { Name, ScopeName, Terms } from './actions.ts';

export interface ModelEntity {
  readonly role: 'provider' | 'staff' | 'server';
  readonly registrar: Name;
  readonly validUntil: number;
  readonly isSuspendedByRegistrar: boolean;
  readonly isSuspendedByRegulator: boolean;
}

export interface ModelPair {
  readonly status: Status;
  readonly epoch: number;
  readonly patientEpoch: number;
  readonly mdrs: Name | undefined;
  readonly scope: ScopeName | undefined;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly ops: number;
  readonly purpose: number;
  readonly usesMax: number;
  readonly uses: number;
  readonly requestedAt: number;
  readonly coolDownUntil: number;
  readonly blocked: boolean;
}

export interface ModelToken {
  readonly sp: Name;
  readonly ms: Name;
  readonly mdrs: Name;
  readonly epoch: number;
  readonly expiresAt: number;
  readonly status: 'issued' | 'consumed' | 'cancelled';
}

export interface ModelPointer {
  readonly mdrs: Name;
  readonly version: number;
}

/** A decision as it was signed, with the times and epochs that it was signed for. */
export type SignedDecision =
  | {
      readonly kind: 'grant';
      readonly signer: Name;
      readonly sp: Name;
      readonly ms: Name;
      readonly window: Window;
      readonly terms: Terms;
      readonly epoch: number;
      readonly patientEpoch: number;
      readonly deadline: number;
    }
  | {
      readonly kind: 'revoke';
      readonly signer: Name;
      readonly sp: Name;
      readonly ms: Name;
      readonly throughEpoch: number;
      readonly deadline: number;
    };

export interface Window {
  readonly notBefore: number;
  readonly expiresAt: number;
}

export interface Model {
  /** Time of the newest block. */
  readonly nowS: number;
  readonly paused: boolean;
  readonly entities: Readonly<Record<string, ModelEntity>>;
  readonly pairs: Readonly<Record<string, ModelPair>>;
  readonly patientEpochs: Readonly<Record<string, number>>;
  readonly custodians: Readonly<Record<string, boolean>>;
  readonly pointers: Readonly<Record<string, ModelPointer>>;
  readonly tokens: readonly ModelToken[];
  readonly signed: readonly SignedDecision[];
}

export type Step =
  | { readonly kind: 'done'; readonly model: Model }
  /** The revert in words, with names in place of addresses. */
  | { readonly kind: 'refused'; readonly error: string }
  /** There is nothing yet that the action could be about: no token, no signature. */
  | { readonly kind: 'impossible' };

export const done = (model: Model): Step => ({ kind: 'done', model });
export const impossible: Step = { kind: 'impossible' };
export const refused = (error: string): Step => ({ kind: 'refused', error });

export const keyOf = (...parts: readonly (string | number)[]): string => parts.join(' ');

const untouched: ModelPair = {
  ...{ status: 'none', epoch: 0, patientEpoch: 0, mdrs: undefined, scope: undefined, notBefore: 0 },
  ...{
    expiresAt: 0,
    ops: 0,
    purpose: 0,
    usesMax: 0,
    uses: 0,
    requestedAt: 0,
    coolDownUntil: 0,
    blocked: false,
  },
};

export const pairIn = (model: Model, sp: Name, ms: Name): ModelPair =>
  model.pairs[keyOf(sp, ms)] ?? untouched;

export const withPair = (model: Model, sp: Name, ms: Name, changes: Partial<ModelPair>): Model => ({
  ...model,
  pairs: { ...model.pairs, [keyOf(sp, ms)]: { ...pairIn(model, sp, ms), ...changes } },
});

export const patientEpochIn = (model: Model, sp: Name): number => model.patientEpochs[sp] ?? 0;

export const windowOf = ({ fromS, forS }: Terms, nowS: number): Window => ({
  notBefore: fromS === 0 ? 0 : nowS + fromS,
  expiresAt: nowS + forS,
});
