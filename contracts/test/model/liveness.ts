/** When an entity, a grant and a question are in order: the derived part of the state, which the contract never stores. */
import type { Reason } from '../registry/registry.ts';
import type { Name, Question, ScopeName } from './actions.ts';
import { type Model, type ModelPair, pairIn, patientEpochIn } from './state.ts';

export const isLive = ({ entities, nowS }: Model, who: Name): boolean => {
  const entity = entities[who];
  if (entity === undefined || entity.isSuspendedByRegistrar || entity.isSuspendedByRegulator) return false;
  return nowS < entity.validUntil;
};

const isA = ({ entities }: Model, who: Name, role: 'staff' | 'server'): boolean =>
  entities[who]?.role === role;

/** The refusal that names who is at fault; undefined for live staff of a live provider. */
export const staffFault = (model: Model, ms: Name): string | undefined => {
  if (!isA(model, ms, 'staff')) return `UnknownEntity(${ms})`;
  if (!isLive(model, ms)) return `InactiveEntity(${ms})`;
  const provider = model.entities[ms]?.registrar ?? ms;
  return isLive(model, provider) ? undefined : `InactiveEntity(${provider})`;
};

export const serverFault = (model: Model, mdrs: Name): string | undefined => {
  if (!isA(model, mdrs, 'server')) return `UnknownEntity(${mdrs})`;
  return isLive(model, mdrs) ? undefined : `InactiveEntity(${mdrs})`;
};

/** Whether a grant is live, whatever is asked of it. */
export const liveness = (model: Model, sp: Name, ms: Name): Reason => {
  const pair = pairIn(model, sp, ms);
  if (pair.status === 'none') return 'noGrant';
  if (pair.status !== 'active') return 'notActive';
  if (model.nowS < pair.notBefore) return 'notYetValid';
  if (model.nowS >= pair.expiresAt) return 'expired';
  if (pair.patientEpoch !== patientEpochIn(model, sp)) return 'patientEpoch';
  const fault = staffFault(model, ms);
  if (fault !== undefined) return fault.endsWith(`(${ms})`) ? 'staffInvalid' : 'providerInvalid';
  if (pair.mdrs === undefined || !isLive(model, pair.mdrs)) return 'serverInvalid';
  if (pair.usesMax > 0 && pair.uses >= pair.usesMax) return 'usesExhausted';
  return model.paused ? 'paused' : 'ok';
};

const recordsIn: Record<ScopeName, readonly number[]> = { all: [0, 1, 2, 3, 4], first: [0], none: [] };
const knownOps = 31;

const covers = ({ scope }: ModelPair, record: number): boolean =>
  scope !== undefined && recordsIn[scope].includes(record);

/** Whether a live grant covers what is asked of it. */
export const coverage = (pair: ModelPair, { record, ops, purpose }: Omit<Question, 'mdrs'>): Reason => {
  if (!covers(pair, record)) return 'scopeMismatch';
  if (ops === 0 || (ops & ~(pair.ops & knownOps)) !== 0) return 'opsMismatch';
  return pair.purpose === purpose ? 'ok' : 'purposeMismatch';
};

export const answer = (model: Model, question: Question): Reason => {
  const reason = liveness(model, question.sp, question.ms);
  if (reason !== 'ok') return reason;
  const pair = pairIn(model, question.sp, question.ms);
  return pair.mdrs === question.mdrs ? coverage(pair, question) : 'wrongServer';
};

export const isMeaningful = (ops: number): boolean => (ops & knownOps) !== 0;
