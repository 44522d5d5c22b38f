/** What one decision, signed or not, does: once, whole, and never hindered when it takes back. */
import { keccak256 } from 'viem/utils';
import { tokenAt } from '../model/record-rules.ts';
import { signedAt } from '../model/signature-rules.ts';
import { ciphertext } from '../registry/registry.ts';
import { changedPairs, type Invariants, judge, named, pairOf } from './observed-step.ts';
import { allKeys } from './view.ts';

const pointerHash = keccak256(ciphertext);

export const invariantsOfDecisions: Invariants = {
  'I-06: a signature is accepted at most once': ({ action, error, modelBefore, accepted }) => {
    if (action.kind !== 'submit') return 'idle';
    const decision = signedAt(modelBefore, action.index);
    if (decision === undefined || !accepted.has(JSON.stringify(decision))) return 'idle';
    return error === undefined ? { violation: 'a signature was accepted again' } : 'held';
  },

  'I-07: uses stay within their limit, and a token is consumed once, in time, by its server': (step) => {
    const { action, modelBefore, modelAfter } = step;
    const over = allKeys.filter((key) => {
      const { uses = 0, usesMax = 0 } = step.after.pairs[key] ?? {};
      return usesMax > 0 && uses > usesMax;
    });
    const consumed = named(step.events, 'TokenConsumed');
    const spent = named(step.eventsBefore, 'TokenConsumed').map(({ args }) => args.tokenId);
    const wrong = consumed.filter(({ args }) => {
      if (action.kind !== 'consumeToken' || spent.includes(args.tokenId)) return true;
      const token = modelBefore.tokens[tokenAt(modelBefore, action.index)];
      return token === undefined || token.mdrs !== action.by || token.expiresAt <= modelAfter.nowS;
    });
    return judge(consumed, [
      ...over.map((key) => `${key} was used too often`),
      ...wrong.map(({ args }) => `token ${args.tokenId} was consumed`),
    ]);
  },

  'I-08: a grant and its capability come in one transaction': (step) => {
    const given = named(step.events, 'ConsentGranted').filter((event) => allKeys.includes(pairOf(event)));
    const announced = given.map((event) => `${pairOf(event)} at ${event.args.epoch}`);
    const activated = changedPairs(step).flatMap(({ key, was, is }) =>
      is.status === 'active' && (was.status !== 'active' || was.epoch !== is.epoch)
        ? [`${key} at ${is.epoch}`]
        : [],
    );
    // Of several grants of one pair in a batch only the last can be seen.
    const unseen = given.filter((event) => {
      const { status, epoch = 0 } = step.after.pairs[pairOf(event)] ?? {};
      return status !== 'active' || epoch < Number(event.args.epoch);
    });
    return judge(given, [
      ...activated
        .filter((text) => !announced.includes(text))
        .map((text) => `${text} came without a capability`),
      ...unseen.map(({ args }) => `capability ${args.grantId} came without a grant`),
    ]);
  },

  'I-10: taking back succeeds whatever happened, for at most 60,000 gas': ({ action, error, gasUsed }) => {
    const isOne = action.kind === 'revoc' || action.kind === 'revokeAll';
    if (!isOne && action.kind !== 'revokeBatch') return 'idle';
    if (error !== undefined) return { violation: `${action.kind} was refused: ${error}` };
    return isOne && gasUsed > 60_000 ? { violation: `it cost ${gasUsed} gas` } : 'held';
  },

  'I-13: a pointer is the hash of what was emitted last, one version on': (step) => {
    const [set] = named(step.events, 'PointerSet');
    if (set === undefined) return 'idle';
    const earlier = named(step.eventsBefore, 'PointerSet').filter(
      ({ args }) => args.sp === set.args.sp && args.recordId === set.args.recordId,
    );
    const version = earlier.length + 1;
    const isRight = step.pointer?.pointerHash === pointerHash && step.pointer.version === version;
    return isRight && set.args.version === version
      ? 'held'
      : { violation: `version ${step.pointer?.version} after ${earlier.length}` };
  },
};
