/** Signed decisions: when one is accepted, and that it is never accepted twice. */
import type { ActionOf } from './actions.ts';
import { give, takeBack } from './pair-rules.ts';
import {
  done,
  impossible,
  type Model,
  pairIn,
  patientEpochIn,
  refused,
  type SignedDecision,
  type Step,
  windowOf,
} from './state.ts';

const epochJumpMax = 16;
const validityS = 5 * 86_400;

/** Signing happens off chain: the wallet reads the newest epochs and remembers what it signed. */
export const sign = (model: Model, { by: signer, decision }: ActionOf<'sign'>): Step => {
  const { sp, ms, ahead } = decision;
  const epoch = pairIn(model, sp, ms).epoch + ahead;
  const deadline = model.nowS + validityS;
  const signed: SignedDecision =
    decision.kind === 'revoke'
      ? { kind: 'revoke', signer, sp, ms, throughEpoch: epoch, deadline }
      : {
          ...{ kind: 'grant', signer, sp, ms, terms: decision.terms, epoch, deadline },
          window: windowOf(decision.terms, model.nowS),
          patientEpoch: patientEpochIn(model, sp),
        };
  return done({ ...model, signed: [...model.signed, signed] });
};

/** The one that an index names, whatever the index; undefined while nothing was signed. */
export const signedAt = ({ signed }: Model, index: number): SignedDecision | undefined =>
  signed[index % Math.max(1, signed.length)];

export const submit = (model: Model, { index }: ActionOf<'submit'>): Step => {
  const decision = signedAt(model, index);
  if (decision === undefined) return impossible;
  const { epoch: have } = pairIn(model, decision.sp, decision.ms);
  return decision.kind === 'grant' ? submitGrant(model, decision, have) : submitRevoke(model, decision, have);
};

type Signed<Kind> = Extract<SignedDecision, { readonly kind: Kind }>;

const submitGrant = (model: Model, decision: Signed<'grant'>, have: number): Step => {
  const { signer, sp, ms, terms, window, epoch, patientEpoch } = decision;
  if (epoch !== have) return refused(`StaleEpoch(${epoch}, ${have})`);
  if (model.nowS > decision.deadline) return refused('SignatureExpired()');
  if (signer !== sp || patientEpoch !== patientEpochIn(model, sp)) return refused('BadSignature()');
  return give(model, sp, ms, terms, window);
};

const submitRevoke = (model: Model, decision: Signed<'revoke'>, have: number): Step => {
  const { signer, sp, ms, throughEpoch } = decision;
  if (throughEpoch < have) return refused(`StaleEpoch(${throughEpoch}, ${have})`);
  if (throughEpoch - have > epochJumpMax) return refused('EpochJump()');
  if (model.nowS > decision.deadline) return refused('SignatureExpired()');
  return signer === sp ? done(takeBack(model, sp, ms, throughEpoch + 1)) : refused('BadSignature()');
};
