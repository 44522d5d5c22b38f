/** Requests, grants and revocations of a pair: its state machine with everything that it depends on. */
import { statuses } from '../registry/registry.ts';
import { type Stage, transitions } from '../registry/state-machine.ts';
import type { ActionOf, Name, Terms } from './actions.ts';
import { isMeaningful, liveness, serverFault, staffFault } from './liveness.ts';
import {
  done,
  type Model,
  pairIn,
  patientEpochIn,
  refused,
  type Step,
  type Window,
  windowOf,
  withPair,
} from './state.ts';

const openRequestsMax = 200;
const dayS = 86_400;
const grantAheadS = 365 * dayS;

export const stageOf = (model: Model, sp: Name, ms: Name): Stage => {
  const { status } = pairIn(model, sp, ms);
  if (status !== 'active') return status;
  return liveness(model, sp, ms) === 'ok' ? 'live' : 'dormant';
};

/** The refusal of an action that the table does not list at the pair's stage. */
const stageFault = (
  model: Model,
  action: keyof typeof transitions,
  sp: Name,
  ms: Name,
): string | undefined => {
  const legal: readonly Stage[] = transitions[action].from;
  if (legal.includes(stageOf(model, sp, ms))) return undefined;
  return `BadState(${statuses.indexOf(pairIn(model, sp, ms).status)})`;
};

/** I-16: a count that the contract keeps and the model counts. */
export const openRequestsOf = ({ pairs }: Model, ms: Name): number =>
  Object.entries(pairs).filter(([key, { status }]) => key.endsWith(` ${ms}`) && status === 'requested')
    .length;

export const reqManage = (model: Model, { by, sp, ops }: ActionOf<'reqManage'>): Step => {
  const fault = staffFault(model, by);
  if (fault !== undefined) return refused(fault);
  if (!isMeaningful(ops)) return refused('ZeroValue()');
  const pair = pairIn(model, sp, by);
  if (pair.blocked) return refused('Unauthorized()');
  const illegal = stageFault(model, 'reqManage', sp, by);
  if (illegal !== undefined) return refused(illegal);
  if (model.nowS < pair.coolDownUntil) return refused(`CoolDown(${pair.coolDownUntil})`);
  if (openRequestsOf(model, by) === openRequestsMax) return refused('TooManyOpen()');
  return done(withPair(model, sp, by, { status: 'requested', requestedAt: model.nowS }));
};

export const deny = (model: Model, { by, ms }: ActionOf<'deny'>): Step => {
  const illegal = stageFault(model, 'deny', by, ms);
  if (illegal !== undefined) return refused(illegal);
  return done(withPair(model, by, ms, { status: 'denied', coolDownUntil: model.nowS + dayS }));
};

export const withdrawRequest = (model: Model, { by, sp }: ActionOf<'withdrawRequest'>): Step => {
  const illegal = stageFault(model, 'withdrawRequest', sp, by);
  return illegal === undefined ? done(withPair(model, sp, by, { status: 'withdrawn' })) : refused(illegal);
};

export const setBlocked = (model: Model, { by, ms, on }: ActionOf<'setBlocked'>): Step =>
  done(withPair(model, by, ms, { blocked: on }));

/** A grant by whoever proved to be the patient. */
export const give = (model: Model, sp: Name, ms: Name, terms: Terms, window: Window): Step => {
  if (model.paused) return refused('IsPaused()');
  const fault = staffFault(model, ms) ?? serverFault(model, terms.mdrs);
  if (fault !== undefined) return refused(fault);
  if (terms.scope === 'none' || terms.purpose === 0 || !isMeaningful(terms.ops))
    return refused('ZeroValue()');
  const { notBefore, expiresAt } = window;
  if (expiresAt <= model.nowS || expiresAt <= notBefore) return refused('BadWindow()');
  if (expiresAt > model.nowS + grantAheadS) return refused('BadWindow()');
  const { mdrs, scope, ops, purpose, usesMax } = terms;
  return done(
    withPair(model, sp, ms, {
      ...{ mdrs, scope, ops, purpose, usesMax, uses: 0, notBefore, expiresAt, status: 'active' },
      epoch: pairIn(model, sp, ms).epoch + 1,
      patientEpoch: patientEpochIn(model, sp),
    }),
  );
};

export const takeBack = (model: Model, sp: Name, ms: Name, epoch?: number): Model =>
  withPair(model, sp, ms, { status: 'revoked', epoch: epoch ?? pairIn(model, sp, ms).epoch + 1 });

export const grantBatch = (model: Model, { by, ms: staff, terms }: ActionOf<'grantBatch'>): Step =>
  staff.reduce<Step>(
    (step, ms) =>
      step.kind === 'done' ? give(step.model, by, ms, terms, windowOf(terms, model.nowS)) : step,
    done(model),
  );

export const revokeBatch = (model: Model, { by, ms: staff }: ActionOf<'revokeBatch'>): Step =>
  done(staff.reduce((after, ms) => takeBack(after, by, ms), model));

export const revokeAll = (model: Model, { by }: ActionOf<'revokeAll'>): Step =>
  done({ ...model, patientEpochs: { ...model.patientEpochs, [by]: patientEpochIn(model, by) + 1 } });

export const renounce = (model: Model, { by, sp }: ActionOf<'renounce'>): Step => {
  const illegal = stageFault(model, 'renounce', sp, by);
  return illegal === undefined ? done(takeBack(model, sp, by)) : refused(illegal);
};
