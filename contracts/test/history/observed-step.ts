/** One action on the chain and what the chain showed before and after it: what invariants judge. */
import { isDeepStrictEqual } from 'node:util';
import type { Event } from '../events.ts';
import { type Action, type Name, staff } from '../model/actions.ts';
import { tokenAt } from '../model/record-rules.ts';
import { signedAt } from '../model/signature-rules.ts';
import { keyOf, type Model, type ModelPair } from '../model/state.ts';
import type { Performed } from './execution.ts';
import type { Replayed } from './replay.ts';
import { allKeys, pairKeys, type View } from './view.ts';

export interface ObservedStep extends Performed {
  readonly action: Action;
  /** Of pairs that were not looked at: as the model has them, until a look at everything, at the latest five steps on. */
  readonly before: View;
  readonly after: View;
  /** Of the model, invariants use the time, who is suspended, and which decision or token an index names. */
  readonly modelBefore: Model;
  readonly modelAfter: Model;
  readonly eventsBefore: readonly Event[];
  /** From the events of all steps so far, this one included. */
  readonly replayed: Replayed;
  /** Decisions that were accepted before, in words. */
  readonly accepted: ReadonlySet<string>;
  /** What is stored of the record that this step registered. */
  readonly pointer: { readonly pointerHash: string; readonly version: number } | undefined;
  /** The pair that a question is about, as the asker sees it. */
  readonly seenByAsker: ModelPair | undefined;
}

/** `idle`: the invariant says nothing about this step. */
export type Verdict = 'idle' | 'held' | { readonly violation: string };
export type Invariants = Readonly<Record<string, (step: ObservedStep) => Verdict>>;

/** Held if there is anything to hold for, and nothing speaks against it. */
export const judge = (concerned: readonly unknown[], violations: readonly string[]): Verdict => {
  const [violation] = violations;
  if (violation !== undefined) return { violation };
  return concerned.length === 0 ? 'idle' : 'held';
};

export const named = (events: readonly Event[], name: string): readonly Event[] =>
  events.filter((event) => event.name === name);

export const pairOf = ({ args }: Event): string => keyOf(String(args.sp), String(args.ms));

interface Change {
  readonly sp: Name;
  readonly ms: Name;
  readonly key: string;
  readonly was: ModelPair;
  readonly is: ModelPair;
}

export const changedPairs = ({ before, after }: ObservedStep): readonly Change[] =>
  pairKeys.flatMap(([sp, ms]) => {
    const key = keyOf(sp, ms);
    const [was, is] = [before.pairs[key], after.pairs[key]];
    return was === undefined || is === undefined || isDeepStrictEqual(was, is)
      ? []
      : [{ sp, ms, key, was, is }];
  });

/** The pairs that an action is about, by what it says of itself; all of them for what touches a shared entity or time. */
export const targetsOf = ({
  action,
  modelBefore,
}: Pick<ObservedStep, 'action' | 'modelBefore'>): readonly string[] => {
  switch (action.kind) {
    case 'reqManage':
    case 'withdrawRequest':
    case 'renounce':
      return [keyOf(action.sp, action.by)];
    case 'deny':
    case 'setBlocked':
    case 'grant':
    case 'revoc':
      return [keyOf(action.by, action.ms)];
    case 'grantBatch':
    case 'revokeBatch':
      return action.ms.map((ms) => keyOf(action.by, ms));
    case 'revokeAll':
      return staff.map((ms) => keyOf(action.by, ms));
    case 'submit': {
      const decision = signedAt(modelBefore, action.index);
      return decision === undefined ? [] : [keyOf(decision.sp, decision.ms)];
    }
    case 'consumeToken': {
      const token = modelBefore.tokens[tokenAt(modelBefore, action.index)];
      return token === undefined ? [] : [keyOf(token.sp, token.ms)];
    }
    case 'pass':
    case 'setPaused':
    case 'setEntityActive':
    case 'register':
      return allKeys;
    default:
      return [];
  }
};

/** Whether time alone may have changed an answer: at an end of the grant's window, or of anybody's registration. */
export const isTimesDoing = ({ modelBefore, modelAfter, before }: ObservedStep, key: string): boolean => {
  const { notBefore = 0, expiresAt = 0 } = before.pairs[key] ?? {};
  const ends = Object.values(modelBefore.entities).map(({ validUntil }) => validUntil);
  return [notBefore, expiresAt, ...ends].some(
    (second) => modelBefore.nowS < second && second <= modelAfter.nowS,
  );
};
