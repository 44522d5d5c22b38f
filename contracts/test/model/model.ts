/**
 * The reference model of the registry: `step(model, action)` says what the contract must do, or how it must refuse. It
 * shares no code with the contract, and the state machine's table with the tests of it. One block per transaction.
 */
import { startS } from '../registry/registry.ts';
import type { Action, Name } from './actions.ts';
import { register, setEntityActive, setPaused } from './entity-rules.ts';
import { questionOf } from './inquiry.ts';
import {
  deny,
  give,
  grantBatch,
  renounce,
  reqManage,
  revokeAll,
  revokeBatch,
  setBlocked,
  takeBack,
  withdrawRequest,
} from './pair-rules.ts';
import { cancelToken, consumeToken, issueToken, setCustodian, setPointer } from './record-rules.ts';
import { sign, submit } from './signature-rules.ts';
import { done, impossible, type Model, type ModelEntity, type Step, windowOf } from './state.ts';

export const blockIntervalS = 12;

/** Actions that no block knows of. */
export const isOffChain = ({ kind }: Action): boolean => kind === 'sign' || kind === 'ask';

export const step = (before: Model, action: Action): Step => {
  if (action.kind === 'pass') return done({ ...before, nowS: before.nowS + action.seconds + blockIntervalS });
  const model = isOffChain(action) ? before : { ...before, nowS: before.nowS + blockIntervalS };
  switch (action.kind) {
    case 'ask':
      return questionOf(model, action.inquiry) === undefined ? impossible : done(model);
    case 'setPaused':
      return setPaused(model, action);
    case 'setEntityActive':
      return setEntityActive(model, action);
    case 'register':
      return register(model, action);
    case 'reqManage':
      return reqManage(model, action);
    case 'deny':
      return deny(model, action);
    case 'withdrawRequest':
      return withdrawRequest(model, action);
    case 'setBlocked':
      return setBlocked(model, action);
    case 'grant':
      return give(model, action.by, action.ms, action.terms, windowOf(action.terms, model.nowS));
    case 'grantBatch':
      return grantBatch(model, action);
    case 'sign':
      return sign(model, action);
    case 'submit':
      return submit(model, action);
    case 'revoc':
      return done(takeBack(model, action.by, action.ms));
    case 'revokeBatch':
      return revokeBatch(model, action);
    case 'revokeAll':
      return revokeAll(model, action);
    case 'renounce':
      return renounce(model, action);
    case 'setCustodian':
      return setCustodian(model, action);
    case 'setPointer':
      return setPointer(model, action);
    case 'issueToken':
      return issueToken(model, action);
    case 'consumeToken':
      return consumeToken(model, action);
    case 'cancelToken':
      return cancelToken(model, action);
  }
};

/** The model after a refusal: time has passed all the same. */
export const afterRefusal = (before: Model): Model => ({ ...before, nowS: before.nowS + blockIntervalS });

const yearS = 365 * 86_400;
const entity = (role: ModelEntity['role'], registrar: Name): ModelEntity => ({
  ...{ role, registrar, validUntil: startS + yearS },
  ...{ isSuspendedByRegistrar: false, isSuspendedByRegulator: false },
});

/** What `registerCast` leaves behind. */
export const initialModel = (nowS: number): Model => ({
  nowS,
  paused: false,
  entities: {
    hospital: entity('provider', 'regulator'),
    clinic: entity('provider', 'regulator'),
    archive: entity('server', 'regulator'),
    cloud: entity('server', 'regulator'),
    maria: entity('staff', 'hospital'),
    noor: entity('staff', 'hospital'),
    otto: entity('staff', 'clinic'),
  },
  pairs: {},
  patientEpochs: {},
  custodians: {},
  pointers: {},
  tokens: [],
  signed: [],
});
