/** What everybody can read. */
import { isDeepStrictEqual } from 'node:util';
import { type Name, patients, staff } from '../model/actions.ts';
import { questionOf } from '../model/inquiry.ts';
import { answer, isLive } from '../model/liveness.ts';
import { keyOf } from '../model/state.ts';
import { type Invariants, judge } from './observed-step.ts';
import { pairKeys } from './view.ts';

export const invariantsOfReads: Invariants = {
  'I-12: no staff of a provider that is not live passes a check': ({ after, modelAfter }) => {
    const without = pairKeys.filter(([, ms]) => {
      const provider = modelAfter.entities[ms]?.registrar;
      return provider !== undefined && !isLive(modelAfter, provider);
    });
    const passing = without.filter(([sp, ms]) => after.answers[keyOf(sp, ms)] === 'ok');
    return judge(
      without,
      passing.map(([, ms]) => `${ms} passes without a live provider`),
    );
  },

  'I-14: every asker gets the same answer': ({ action, answer: said, modelBefore, after, seenByAsker }) => {
    const question = action.kind === 'ask' ? questionOf(modelBefore, action.inquiry) : undefined;
    if (action.kind !== 'ask' || question === undefined) return 'idle';
    if (said !== answer(modelBefore, question)) return { violation: `${action.by} was told ${said}` };
    const key = keyOf(question.sp, question.ms);
    const isSame = after.pairs[key] === undefined || isDeepStrictEqual(seenByAsker, after.pairs[key]);
    return isSame ? 'held' : { violation: `${action.by} sees another pair than others` };
  },

  'I-16: open requests are counted': ({ after }) => {
    const requestedOf = (ms: Name): number =>
      patients.filter((sp) => after.pairs[keyOf(sp, ms)]?.status === 'requested').length;
    const wrong = staff.filter((ms) => after.openRequests[ms] !== requestedOf(ms));
    return judge(
      staff.filter((ms) => requestedOf(ms) > 0),
      wrong.map((ms) => `${ms} has ${requestedOf(ms)} open, not ${after.openRequests[ms]}`),
    );
  },
};
