/** Whose a pair is, and what its epochs promise. */
import { isDeepStrictEqual } from 'node:util';
import { type Name, patients } from '../model/actions.ts';
import { signedAt } from '../model/signature-rules.ts';
import {
  changedPairs,
  type Invariants,
  isTimesDoing,
  judge,
  named,
  pairOf,
  targetsOf,
} from './observed-step.ts';
import { untouchedPair } from './replay.ts';
import { allKeys } from './view.ts';

const byStaff = ['reqManage', 'withdrawRequest', 'renounce'];

export const invariantsOfPairs: Invariants = {
  'I-02: only the patient, the staff or the patient’s signature changes a pair': (step) => {
    const { action, modelBefore } = step;
    const changed = changedPairs(step);
    const decision = action.kind === 'submit' ? signedAt(modelBefore, action.index) : undefined;
    const mayChange = (sp: Name, ms: Name): boolean => {
      if (action.kind === 'pass' || action.kind === 'consumeToken' || action.kind === 'issueToken')
        return false;
      if (decision !== undefined) return decision.signer === sp && decision.ms === ms;
      return action.by === sp || (action.by === ms && byStaff.includes(action.kind));
    };
    const isUse = ({ was, is }: (typeof changed)[number]): boolean =>
      action.kind === 'consumeToken' && isDeepStrictEqual({ ...was, uses: was.uses + 1 }, is);
    const wrong = changed.filter((change) => !mayChange(change.sp, change.ms) && !isUse(change));
    return judge(
      changed,
      wrong.map(({ key }) => `${action.kind} changed ${key}`),
    );
  },

  'I-03: what is done to one pair changes no other': (step) => {
    const { action, before, after } = step;
    const targets = targetsOf(step);
    const others = allKeys.filter((key) => !targets.includes(key));
    const shows = others.filter((key) => {
      const isStored = !isDeepStrictEqual(before.pairs[key], after.pairs[key]);
      return isStored || (before.answers[key] !== after.answers[key] && !isTimesDoing(step, key));
    });
    return judge(
      targets.length === 0 ? [] : others,
      shows.map((key) => `${action.kind} shows in ${key}`),
    );
  },

  'I-04: what was taken back is refused until a later grant, its tokens for ever': (step) => {
    const { after, events, eventsBefore, replayed } = step;
    const takenBack = allKeys.filter((key) => after.pairs[key]?.status === 'revoked');
    const answered = takenBack.filter((key) => after.answers[key] === 'ok');
    const outlived = named(events, 'TokenConsumed').filter(({ args: { tokenId } }) => {
      const issued = eventsBefore.findIndex(
        ({ name, args }) => name === 'TokenIssued' && args.tokenId === tokenId,
      );
      const since = named(eventsBefore.slice(issued), 'ConsentRevoked').map(pairOf);
      return since.includes(replayed.pairOf[String(tokenId)] ?? '');
    });
    return judge(takenBack, [
      ...answered.map((key) => `${key} is taken back and answers Ok`),
      ...outlived.map(({ args }) => `token ${args.tokenId} outlived its grant`),
    ]);
  },

  'I-05: epochs never decrease, and each is given at most once': (step) => {
    const { before, after, events, eventsBefore } = step;
    const changed = changedPairs(step);
    const shrunk = changed.filter(({ was, is }) => is.epoch < was.epoch).map(({ key }) => key);
    const shrunkToo = patients.filter(
      (sp) => (after.patientEpochs[sp] ?? 0) < (before.patientEpochs[sp] ?? 0),
    );
    const given = named([...eventsBefore, ...events], 'ConsentGranted').map(({ args }) => args.grantId);
    const isReused = new Set(given).size < given.length;
    return judge(changed, [
      ...[...shrunk, ...shrunkToo].map((key) => `an epoch of ${key} decreased`),
      ...(isReused ? ['an epoch was given twice'] : []),
    ]);
  },

  'I-09: events alone reproduce every pair': ({ after, replayed }) => {
    const pairs = allKeys.filter((key) => {
      const { scope: _scope, ...stored } = after.pairs[key] ?? { scope: undefined };
      return !isDeepStrictEqual(stored, replayed.pairs[key] ?? untouchedPair);
    });
    const epochs = patients.filter((sp) => after.patientEpochs[sp] !== (replayed.patientEpochs[sp] ?? 0));
    return judge(
      Object.keys(replayed.pairs),
      [...pairs, ...epochs].map((key) => `${key} differs from its events`),
    );
  },
};
