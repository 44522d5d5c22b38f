/** Performs actions on the chain: names become addresses, relative times absolute, and decisions are really signed. */
import type { Hex } from '../../../sim/units.ts';
import { type Actor, actors } from '../actors.ts';
import type { Event } from '../events.ts';
import type { Action, ActionOf, Inquiry, Name, Terms } from '../model/actions.ts';
import { questionOf } from '../model/inquiry.ts';
import { blockIntervalS } from '../model/model.ts';
import { tokenAt } from '../model/record-rules.ts';
import { signedAt } from '../model/signature-rules.ts';
import { type Model, pairIn, type SignedDecision, type Window, windowOf } from '../model/state.ts';
import {
  grantInput,
  noHash,
  type Reason,
  type Registry,
  recordIds,
  scope,
  word,
} from '../registry/registry.ts';
import {
  domainOf,
  grantDecision,
  revokeDecision,
  signGrant,
  signRevoke,
  submitGrant,
  submitRevoke,
} from '../registry/signing.ts';
import type { Outcome, Sandbox } from '../sandbox.ts';
import { eventInWords, inWords, roots } from './view.ts';

/** What came of an action. */
export interface Performed {
  readonly error: string | undefined;
  /** With names in place of addresses. */
  readonly events: readonly Event[];
  /** 0 for what no transaction is needed for. */
  readonly gasUsed: number;
  /** Of a question: the chain's answer to this asker. */
  readonly answer: Reason | undefined;
}

const nothing: Performed = { error: undefined, events: [], gasUsed: 0, answer: undefined };
const at = (name: Name): string => actors[name].address;

export const createExecutor = (sandbox: Sandbox, registry: Registry) => {
  const domain = domainOf(sandbox, registry);
  const tokenIds: Hex[] = [];

  const inputOf = (ms: Name, { mdrs, scope: scopeName, ops, purpose, usesMax }: Terms, window: Window) =>
    grantInput({
      ...{ ms: actors[ms].address, mdrs: actors[mdrs].address, scope: roots[scopeName] },
      ...{ ops, purpose, usesMax, ...window },
    });

  const submit = (by: Actor, decision: SignedDecision): Promise<Outcome> => {
    const [sp, ms, signer] = [actors[decision.sp], actors[decision.ms], actors[decision.signer]];
    const deadline = BigInt(decision.deadline);
    if (decision.kind === 'revoke') {
      const message = revokeDecision(sp, ms, { throughEpoch: decision.throughEpoch, deadline });
      return submitRevoke(registry, by, message, signRevoke(signer, domain, message));
    }
    const { epoch, patientEpoch, terms, window } = decision;
    const input = inputOf(decision.ms, terms, window);
    const message = grantDecision(sp, { ...input, epoch, patientEpoch, deadline });
    return submitGrant(registry, by, message, signGrant(signer, domain, message));
  };

  /** With the proof that fits the pair's scope, as far as there is one. */
  const asked = (model: Model, inquiry: Inquiry) => {
    const question = questionOf(model, inquiry);
    if (question === undefined) throw new Error('no pair is active');
    const { sp, ms, mdrs, record, ops, purpose } = question;
    const proof = pairIn(model, sp, ms).scope === 'first' ? [] : (scope.proofOf(recordOf(record)) ?? []);
    const parties = { sp: actors[sp], ms: actors[ms], mdrs: actors[mdrs] };
    return { ...parties, recordId: recordOf(record), proof, ops, purpose };
  };

  const issueToken = async (model: Model, { inquiry, ttl }: ActionOf<'issueToken'>) => {
    const question = asked(model, inquiry);
    const outcome = await registry.issueToken(question, ttl);
    const id = outcome.events[0]?.args.tokenId;
    if (id !== undefined) tokenIds.push(id as Hex);
    return outcome;
  };

  const onToken = (model: Model, index: number, use: (id: Hex, sp: Name, ms: Name) => Promise<Outcome>) => {
    const place = tokenAt(model, index);
    const token = model.tokens[place];
    if (token === undefined) throw new Error('there is no token');
    return use(tokenIds[place] ?? noHash, token.sp, token.ms);
  };

  const ask = async (model: Model, { by, inquiry }: ActionOf<'ask'>): Promise<Performed> => ({
    ...nothing,
    answer: await registry.reason(asked(model, inquiry), actors[by]),
  });

  const transact = (model: Model, action: Exclude<Action, { kind: 'pass' | 'sign' | 'ask' }>) => {
    const { call } = registry;
    if (action.kind === 'issueToken') return issueToken(model, action);
    const by = actors[action.by];
    const blockS = model.nowS + blockIntervalS;
    switch (action.kind) {
      case 'setPaused':
        return call(by, 'setPaused', action.on);
      case 'setEntityActive':
        return call(by, 'setEntityActive', at(action.who), action.on);
      case 'register': {
        const { as, who, forS } = action;
        const key = as === 'provider' ? [] : [word(3)];
        const name = { provider: 'registerProvider', staff: 'registerStaff', server: 'registerServer' }[as];
        return call(by, name, at(who), blockS + forS, word(1), ...key);
      }
      case 'reqManage':
        return registry.reqManage(by, actors[action.sp], { ops: action.ops });
      case 'deny':
        return call(by, 'deny', at(action.ms));
      case 'withdrawRequest':
        return call(by, 'withdrawRequest', at(action.sp));
      case 'setBlocked':
        return call(by, 'setBlocked', at(action.ms), action.on);
      case 'grant':
        return registry.grant(by, inputOf(action.ms, action.terms, windowOf(action.terms, blockS)));
      case 'grantBatch': {
        const window = windowOf(action.terms, blockS);
        return call(
          by,
          'grantBatch',
          action.ms.map((ms) => inputOf(ms, action.terms, window)),
        );
      }
      case 'submit': {
        const decision = signedAt(model, action.index);
        if (decision === undefined) throw new Error('nothing is signed');
        return submit(by, decision);
      }
      case 'revoc':
        return registry.revoc(by, actors[action.ms]);
      case 'revokeBatch':
        return call(by, 'revokeBatch', action.ms.map(at), noHash);
      case 'revokeAll':
        return call(by, 'revokeAll');
      case 'renounce':
        return call(by, 'renounce', at(action.sp));
      case 'setCustodian':
        return call(by, 'setCustodian', at(action.mdrs), action.on);
      case 'setPointer': {
        const { sp, mdrs, record } = action;
        return registry.setPointer(by, { sp: actors[sp], mdrs: actors[mdrs], recordId: recordOf(record) });
      }
      case 'consumeToken':
        return onToken(model, action.index, (id, sp, ms) =>
          call(by, 'consumeToken', id, at(sp), at(action.ms ?? ms), word(1), word(2)),
        );
      case 'cancelToken':
        return onToken(model, action.index, (id, _sp, ms) => call(by, 'cancelToken', id, at(ms)));
    }
  };

  return async (model: Model, action: Action): Promise<Performed> => {
    if (action.kind === 'ask') return ask(model, action);
    if (action.kind === 'sign') return nothing;
    if (action.kind === 'pass') {
      await sandbox.pass(action.seconds);
      return nothing;
    }
    const { error, events, gasUsed } = await transact(model, action);
    return { error: error && inWords(error), events: events.map(eventInWords), gasUsed, answer: undefined };
  };
};

const recordOf = (record: number): Hex => recordIds[record] ?? recordIds[0];
