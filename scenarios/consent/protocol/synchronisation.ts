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
 * What is kept of a check is a yes; a refusal is asked again. The head, tokens and the mempool are asked every time.
 */
import type { Address } from '../../../sim/index.ts';
import type { AccessQuestion, ChainView } from './chain-view.ts';

export interface RegistryEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
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
  readonly untilMs: number;
}

export const eventCache = (view: ChainView, nowMs: () => number, maxAgeMs: number): EventCache => {
  const byPatient = new Map<Address, Map<string, Kept>>();
  return {
    view: remembering(view, async (sp, key, ask) => {
      const known = byPatient.get(sp)?.get(key);
      if (known !== undefined && known.untilMs > nowMs()) return known.answer;
      const { answer, isLasting } = await ask();
      const ofPatient = byPatient.get(sp) ?? new Map<string, Kept>();
      if (isLasting) byPatient.set(sp, ofPatient.set(key, { answer, untilMs: nowMs() + maxAgeMs }));
      return answer;
    }),
    onEvent({ name, args }) {
      if (typeof args.sp === 'string') byPatient.delete(args.sp.toLowerCase() as Address);
      else if (!saysNothingOfRights.has(name)) byPatient.clear();
    },
    forget: () => byPatient.clear(),
  };
};

/** Events without a patient end or give rights of many: registrations, suspensions, pauses, used tokens. These do not. */
const saysNothingOfRights: ReadonlySet<string> = new Set(['UsageCommitted', 'TokenIssued', 'TokenCancelled']);

export const poll = (view: ChainView, nowMs: () => number, everyMs: number): ChainView => {
  let period = -1;
  const kept = new Map<string, unknown>();
  return remembering(view, async (_, key, ask) => {
    const current = Math.floor(nowMs() / everyMs);
    if (current !== period) kept.clear();
    period = current;
    if (kept.has(key)) return kept.get(key);
    const { answer, isLasting } = await ask();
    if (isLasting) kept.set(key, answer);
    return answer;
  });
};

interface Asked {
  readonly answer: unknown;
  readonly isLasting: boolean;
}
type Recall = (sp: Address, key: string, ask: () => Promise<Asked>) => Promise<unknown>;

const remembering = (view: ChainView, recall: Recall): ChainView => {
  const lasting = async <T>(sp: Address, key: string, ask: () => Promise<T>): Promise<T> =>
    (await recall(sp, key, async () => ({ answer: await ask(), isLasting: true }))) as T;
  return {
    ...view,
    check: async (question, blocksBack) =>
      (await recall(question.sp, keyOf(question, blocksBack), async () => {
        const answer = await view.check(question, blocksBack);
        return { answer, isLasting: answer === 'ok' };
      })) as Awaited<ReturnType<ChainView['check']>>,
    pair: (sp, ms) => lasting(sp, `pair ${sp} ${ms}`, () => view.pair(sp, ms)),
    pointer: (sp, recordId) => lasting(sp, `pointer ${sp} ${recordId}`, () => view.pointer(sp, recordId)),
  };
};

const keyOf = ({ sp, ms, mdrs, recordId, proof, ops, purpose }: AccessQuestion, blocksBack: number): string =>
  ['check', blocksBack, sp, ms, mdrs, recordId, ops, purpose, ...proof].join(' ');
