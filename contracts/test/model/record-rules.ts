/** Pointers and tokens: what hangs on a grant, and on the servers that keep records. */
import { type Reason, reasons } from '../registry/registry.ts';
import type { ActionOf } from './actions.ts';
import { questionOf } from './inquiry.ts';
import { coverage, liveness, serverFault } from './liveness.ts';
import {
  done,
  impossible,
  keyOf,
  type Model,
  type ModelToken,
  pairIn,
  refused,
  type Step,
  withPair,
} from './state.ts';

const ttlMin = 60;
const ttlMax = 86_400;
const tokenStatuses = ['none', 'issued', 'consumed', 'cancelled'] as const;

const notAuthorized = (reason: Reason): Step => refused(`NotAuthorized(${reasons.indexOf(reason)})`);

export const setCustodian = (model: Model, { by, mdrs, on }: ActionOf<'setCustodian'>): Step => {
  const fault = on ? serverFault(model, mdrs) : undefined;
  if (fault !== undefined) return refused(fault);
  return done({ ...model, custodians: { ...model.custodians, [keyOf(by, mdrs)]: on } });
};

export const setPointer = (model: Model, { by, sp, record, mdrs }: ActionOf<'setPointer'>): Step => {
  const key = keyOf(sp, record);
  const known = model.pointers[key];
  if (by !== sp && (model.custodians[keyOf(sp, by)] !== true || mdrs !== by))
    return refused('Unauthorized()');
  if (by !== sp && known !== undefined && known.mdrs !== by) return refused('PointerMismatch()');
  const fault = serverFault(model, mdrs);
  if (fault !== undefined) return refused(fault);
  const pointer = { mdrs, version: (known?.version ?? 0) + 1 };
  return done({ ...model, pointers: { ...model.pointers, [key]: pointer } });
};

export const issueToken = (model: Model, { inquiry, ttl }: ActionOf<'issueToken'>): Step => {
  const question = questionOf(model, inquiry);
  if (question === undefined) return impossible;
  const { sp, ms: by, record } = question;
  const pair = pairIn(model, sp, by);
  const reason = liveness(model, sp, by);
  if (reason !== 'ok') return notAuthorized(reason);
  const mismatch = coverage(pair, question);
  if (mismatch !== 'ok') return notAuthorized(mismatch);
  const { mdrs } = pair;
  if (mdrs === undefined || model.pointers[keyOf(sp, record)]?.mdrs !== mdrs)
    return refused('PointerMismatch()');
  if (ttl < ttlMin || ttl > ttlMax) return refused('BadWindow()');
  const token: ModelToken = {
    ...{ sp, ms: by, mdrs, epoch: pair.epoch, expiresAt: model.nowS + ttl, status: 'issued' },
  };
  return done({ ...model, tokens: [...model.tokens, token] });
};

/** The place of the token that an index names, whatever the index; -1 while there is none. */
export const tokenAt = ({ tokens }: Model, index: number): number =>
  tokens.length === 0 ? -1 : index % tokens.length;

const withToken = (model: Model, at: number, token: ModelToken): Model => ({
  ...model,
  tokens: model.tokens.with(at, token),
});

const spentFault = ({ status }: ModelToken): string | undefined =>
  status === 'issued' ? undefined : `TokenState(${tokenStatuses.indexOf(status)})`;

export const consumeToken = (model: Model, { by, index, ms }: ActionOf<'consumeToken'>): Step => {
  const at = tokenAt(model, index);
  const token = model.tokens[at];
  if (token === undefined) return impossible;
  const spent = spentFault(token);
  if (spent !== undefined) return refused(spent);
  if (by !== token.mdrs || (ms !== undefined && ms !== token.ms)) return refused('Unauthorized()');
  const pair = pairIn(model, token.sp, token.ms);
  if (token.epoch !== pair.epoch) return refused(`StaleEpoch(${token.epoch}, ${pair.epoch})`);
  if (model.nowS >= token.expiresAt) return notAuthorized('expired');
  const reason = liveness(model, token.sp, token.ms);
  if (reason !== 'ok') return notAuthorized(reason);
  const used = withPair(model, token.sp, token.ms, { uses: pair.uses + 1 });
  return done(withToken(used, at, { ...token, status: 'consumed' }));
};

export const cancelToken = (model: Model, { by, index }: ActionOf<'cancelToken'>): Step => {
  const at = tokenAt(model, index);
  const token = model.tokens[at];
  if (token === undefined) return impossible;
  const spent = spentFault(token);
  if (spent !== undefined) return refused(spent);
  if (by !== token.sp) return refused('Unauthorized()');
  return done(withToken(model, at, { ...token, status: 'cancelled' }));
};
