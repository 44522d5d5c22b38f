/**
 * Actions as fast-check's model-based commands. Those that are not bold wait for a state in which they are legal, so that
 * histories get somewhere; bold ones are tried at any time. Each is performed on the chain, compared with what the reference model
 * says (the very revert, and all pairs afterwards), and judged by every invariant. A tally keeps how often each
 * invariant had something to say, and how often each kind of action succeeded: a test that never tests shows there.
 */
import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import { actors } from '../actors.ts';
import type { Event } from '../events.ts';
import type { Action } from '../model/actions.ts';
import { questionOf } from '../model/inquiry.ts';
import { afterRefusal, initialModel, step } from '../model/model.ts';
import { signedAt } from '../model/signature-rules.ts';
import type { Model, Step } from '../model/state.ts';
import { type Registry, recordIds } from '../registry/registry.ts';
import type { Contract, Sandbox } from '../sandbox.ts';
import { createExecutor } from './execution.ts';
import { invariantsOfDecisions } from './invariants-of-decisions.ts';
import { invariantsOfPairs } from './invariants-of-pairs.ts';
import { invariantsOfReads } from './invariants-of-reads.ts';
import { type ObservedStep, targetsOf } from './observed-step.ts';
import { nothingReplayed, type Replayed, replay } from './replay.ts';
import { allKeys, createLook, type Look, pairInWords, type View, viewOfModel } from './view.ts';

export const invariants = { ...invariantsOfPairs, ...invariantsOfDecisions, ...invariantsOfReads };

/** Counts by invariant, and by kind of action with its outcome. */
export type Tally = Map<string, number>;

interface Chain {
  readonly registry: Registry;
  readonly perform: ReturnType<typeof createExecutor>;
  readonly look: Look;
  readonly tally: Tally;
}

/** fast-check hands this from command to command; only its fields are replaced. */
interface History {
  stepCount: number;
  model: Model;
  view: View;
  events: readonly Event[];
  replayed: Replayed;
  accepted: ReadonlySet<string>;
}

/** A look at nine pairs takes longer than a transaction; pairs that an action is about are looked at every time. */
const fullLookEvery = 5;

type Command = fc.AsyncCommand<History, Chain>;

export const begin = (sandbox: Sandbox, registry: Registry, reads: Contract, tally: Tally) => {
  const look = createLook(reads, registry);
  const real: Chain = { registry, perform: createExecutor(sandbox, registry), look, tally };
  const initial = initialModel(Number(sandbox.nowS()));
  const model: History = {
    model: initial,
    stepCount: 0,
    view: viewOfModel(initial),
    events: [],
    replayed: nothingReplayed,
    accepted: new Set(),
  };
  return { model, real };
};

/** `isBold`: tried even where the model says that it will be refused. */
export const commandOf = (action: Action, isBold: boolean): Command => ({
  check: ({ model }) => {
    const predicted = step(model, action);
    return predicted.kind === 'done' || (isBold && predicted.kind === 'refused');
  },
  run: async (history, chain) => {
    const observed = await observe(history, chain, action);
    for (const [name, invariant] of Object.entries(invariants)) {
      const verdict = invariant(observed);
      if (typeof verdict === 'object') throw new Error(`${name}: ${verdict.violation}`);
      if (verdict === 'held') count(chain.tally, name);
    }
    advance(history, observed);
  },
  toString: () => JSON.stringify(action),
});

/** Performs an action and holds chain and model against each other. */
const observe = async (history: History, chain: Chain, action: Action): Promise<ObservedStep> => {
  const { model: before, view } = history;
  const predicted = step(before, action) as Exclude<Step, { kind: 'impossible' }>; // or it had not been run
  const performed = await chain.perform(before, action);
  const expected = predicted.kind === 'refused' ? predicted.error : undefined;
  if (performed.error !== expected)
    throw new Error(`the model says ${expected ?? 'yes'}, the chain ${performed.error ?? 'yes'}`);
  count(chain.tally, `${action.kind} ${expected === undefined ? 'done' : 'refused'}`);
  const after = predicted.kind === 'done' ? predicted.model : afterRefusal(before);
  const isFullLook = history.stepCount % fullLookEvery === 0;
  const targets = targetsOf({ action, modelBefore: before }).filter((key) => allKeys.includes(key));
  const seen = await compare(chain, after, isFullLook ? allKeys : targets);
  return {
    ...performed,
    ...{ action, before: view, after: seen, modelBefore: before, modelAfter: after },
    ...{ eventsBefore: history.events, accepted: history.accepted },
    replayed: performed.events.reduce((so, event) => replay(so, event, after.nowS), history.replayed),
    pointer: await pointerSetBy(chain.registry, action),
    seenByAsker: await seenBy(chain.registry, before, action),
  };
};

/** What the chain shows of some pairs; throws where that is not what the model says. */
const compare = async ({ look }: Chain, model: Model, keys: readonly string[]): Promise<View> => {
  const modelled = viewOfModel(model);
  const seen = keys.length === 0 ? modelled : await look(modelled, keys);
  if (isDeepStrictEqual(seen, modelled)) return seen;
  throw new Error(`the chain shows ${differences(seen, modelled)} otherwise than the model`);
};

/** A last look at everything. */
export const finish = async ({
  model,
  real,
}: {
  readonly model: History;
  readonly real: Chain;
}): Promise<void> => {
  await compare(real, model.model, allKeys);
};

const advance = (history: History, { action, error, events, replayed, ...step }: ObservedStep): void => {
  const decision =
    action.kind === 'submit' && error === undefined && signedAt(step.modelBefore, action.index);
  Object.assign(history, {
    stepCount: history.stepCount + 1,
    ...{ model: step.modelAfter, view: step.after, replayed, events: [...history.events, ...events] },
    accepted: decision ? new Set([...history.accepted, JSON.stringify(decision)]) : history.accepted,
  } satisfies History);
};

const count = (tally: Tally, name: string): void => {
  tally.set(name, (tally.get(name) ?? 0) + 1);
};

const differences = (seen: View, modelled: View): string =>
  (Object.keys(seen) as (keyof View)[])
    .flatMap((field) =>
      Object.keys(seen[field])
        .filter((key) => !isDeepStrictEqual(seen[field][key], modelled[field][key]))
        .map((key) => `${field}['${key}'] = ${JSON.stringify(seen[field][key])}`),
    )
    .join(', ');

const pointerSetBy = async ({ read }: Registry, action: Action): Promise<ObservedStep['pointer']> => {
  if (action.kind !== 'setPointer') return undefined;
  const found = await read('pointer', actors[action.sp].address, recordIds[action.record] ?? recordIds[0]);
  return found as ObservedStep['pointer'];
};

const seenBy = async (
  { contract }: Registry,
  model: Model,
  action: Action,
): Promise<ObservedStep['seenByAsker']> => {
  const question = action.kind === 'ask' ? questionOf(model, action.inquiry) : undefined;
  if (action.kind !== 'ask' || question === undefined) return undefined;
  const { sp, ms } = question;
  const args = [actors[sp].address, actors[ms].address];
  return pairInWords(
    (await contract.read(actors[action.by], 'GetMS', args)) as Parameters<typeof pairInWords>[0],
  );
};
