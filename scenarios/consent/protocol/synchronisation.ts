/**
 * How a server learns that consent has changed, the paper's "BC and MDRS synchronise". Three views over one chain, by how stale an answer
 * may be:
 *
 * | mode | the chain is asked | an answer is at most this old |
 * |---|---|---|
 * | pull | for every request | a block |
 * | event cache | once, until an event speaks of the patient or of anybody's registration | the delivery of an event; `maxAgeMs` where time alone ends a right |
 * | poll | once in each period | the period |
 *
 * What is kept of a check is a yes; a refusal is asked again. The head, tokens and the mempool are asked every time. An answer is of a block: the
 * newest when it was asked for, or a later one. One that was on its way when an event came is older than the event and is not kept, and never takes
 * the place of a newer one. A poll that finds a revocation in the mempool forgets the pair, and keeps nothing of it for one period more.
 */
import type { Address } from '../../../sim/index.ts';
import type { AccessQuestion, ChainView } from './chain-view.ts';

export interface RegistryEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly blockNumber: number;
}

export interface EventCache {
  readonly view: ChainView;
  /** To be told every event of the registry. */
  onEvent(event: RegistryEvent): void;
  /** To be told of a reorganisation: what was known of the old branch is forgotten. */
  forget(): void;
}

interface Kept {
  readonly answer: unknown;
  readonly blockNumber: number;
  readonly untilMs: number;
}

/** What is known of a patient, or of everybody: nothing that is older than the newest event. */
interface Known {
  readonly answers: Map<string, Kept>;
  readonly eventBlock: number;
}

export const eventCache = (view: ChainView, nowMs: () => number, maxAgeMs: number): EventCache => {
  const byPatient = new Map<Address, Known>();
  /** Since when the chain has had no other branch; there, the newest event of all and the newest that was about all. */
  let branch = { newestEvent: -1, aboutAll: -1 };
  const knownOf = (sp: Address): Known =>
    byPatient.get(sp) ?? { answers: new Map(), eventBlock: branch.aboutAll };

  return {
    view: remembering(view, async ({ sp }, key, ask) => {
      const known = knownOf(sp).answers.get(key);
      if (known !== undefined && known.untilMs > nowMs()) return known.answer;
      const [askedOn, untilMs] = [branch, nowMs() + maxAgeMs];
      const { number: blockNumber } = await view.head();
      const { answer, isLasting } = await ask();
      const { answers, eventBlock } = knownOf(sp);
      const newestBlock = Math.max(eventBlock, answers.get(key)?.blockNumber ?? -1);
      if (!isLasting || askedOn !== branch || blockNumber < newestBlock) return answer;
      byPatient.set(sp, { answers: answers.set(key, { answer, blockNumber, untilMs }), eventBlock });
      return answer;
    }),
    onEvent({ name, args, blockNumber }) {
      const newestEvent = Math.max(blockNumber, branch.newestEvent);
      branch.newestEvent = newestEvent;
      if (typeof args.sp === 'string') {
        const sp = args.sp.toLowerCase() as Address;
        const eventBlock = Math.max(blockNumber, knownOf(sp).eventBlock);
        byPatient.set(sp, { answers: new Map(), eventBlock });
      } else if (!saysNothingOfRights.has(name)) {
        branch.aboutAll = newestEvent;
        byPatient.clear();
      }
    },
    forget() {
      branch = { newestEvent: -1, aboutAll: -1 };
      byPatient.clear();
    },
  };
};

/** Events without a patient end or give rights of many: registrations, suspensions, pauses, used tokens. These do not. */
const saysNothingOfRights: ReadonlySet<string> = new Set(['UsageCommitted', 'TokenIssued', 'TokenCancelled']);

export const poll = (view: ChainView, nowMs: () => number, everyMs: number): ChainView => {
  let period = -1;
  const kept = new Map<string, unknown>();
  /** By pair: a revocation was in the pool, and may by now be in a block. */
  const doubtedUntilMs = new Map<string, number>();
  const enterPeriod = (): number => {
    const current = Math.floor(nowMs() / everyMs);
    if (current !== period) kept.clear();
    period = current;
    return current;
  };
  const isDoubted = ({ sp, ms }: Subject): boolean =>
    ms !== undefined && nowMs() < (doubtedUntilMs.get(pairName(sp, ms)) ?? 0);

  const polled = remembering(view, async (subject, key, ask) => {
    const asked = enterPeriod();
    if (kept.has(key) && !isDoubted(subject)) return kept.get(key);
    const { answer, isLasting } = await ask();
    if (isLasting && asked === enterPeriod() && !isDoubted(subject)) kept.set(key, answer);
    return answer;
  });
  return {
    ...polled,
    async isRevocationPending(sp, ms) {
      const isPending = await view.isRevocationPending(sp, ms);
      if (isPending) doubtedUntilMs.set(pairName(sp, ms), nowMs() + everyMs);
      else if (!isDoubted({ sp, ms })) doubtedUntilMs.delete(pairName(sp, ms));
      return isPending;
    },
  };
};

interface Asked {
  readonly answer: unknown;
  readonly isLasting: boolean;
}
/** Whom a question is about; `ms` where it is about a pair. */
interface Subject {
  readonly sp: Address;
  readonly ms?: Address;
}
type Recall = (subject: Subject, key: string, ask: () => Promise<Asked>) => Promise<unknown>;

const remembering = (view: ChainView, recall: Recall): ChainView => {
  const lasting = async <T>(subject: Subject, key: string, ask: () => Promise<T>): Promise<T> =>
    (await recall(subject, key, async () => ({ answer: await ask(), isLasting: true }))) as T;
  return {
    ...view,
    check: async (question, blocksBack) =>
      (await recall(question, keyOf(question, blocksBack), async () => {
        const answer = await view.check(question, blocksBack);
        return { answer, isLasting: answer === 'ok' };
      })) as Awaited<ReturnType<ChainView['check']>>,
    pair: (sp, ms) => lasting({ sp, ms }, `pair ${pairName(sp, ms)}`, () => view.pair(sp, ms)),
    pointer: (sp, recordId) => lasting({ sp }, `pointer ${sp} ${recordId}`, () => view.pointer(sp, recordId)),
  };
};

const pairName = (sp: Address, ms: Address): string => `${sp} ${ms}`;

const keyOf = ({ sp, ms, mdrs, recordId, proof, ops, purpose }: AccessQuestion, blocksBack: number): string =>
  ['check', blocksBack, sp, ms, mdrs, recordId, ops, purpose, ...proof].join(' ');
