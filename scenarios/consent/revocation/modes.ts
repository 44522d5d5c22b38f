/** How a server may learn of a revocation, and when it must know of it. */
import type { WorkloadContext } from '../../../sim/index.ts';
import type { ChainView } from '../protocol/chain-view.ts';
import { eventCache, poll } from '../protocol/synchronisation.ts';
import type { WorkloadChain } from '../workload-chain.ts';

export interface Mode {
  readonly id: string;
  readonly title: string;
  /** How the patient revokes: by a transaction, or by showing the server a signature. */
  readonly way: 'transaction' | 'shown';
  readonly viewFrom: (site: Site) => ChainView;
  readonly knownAtMs: (revocation: Foreseen, site: Site) => number;
  /** What it asks for now it remembers until then: a poll's period. */
  readonly remembersMs: number;
  /** What is added to the inclusion, in the mean. Null: the server does not wait for it. */
  readonly stalenessS: number | null;
  /** The same where a revocation never waits, so that nobody sees it waiting. Absent: 0. */
  readonly unseenS?: number;
  /** Absent: all. Where nothing is left to chance a few revocations tell as much. */
  readonly mostTrials?: number;
  /** Whether staff also ask while the revocation is in the pool. */
  readonly readers: 'always' | 'notWhileItWaits';
}

/** One server's place in the run. */
export interface Site {
  readonly chain: WorkloadChain;
  readonly context: WorkloadContext;
  /** Of its polls, on [0, 1): no server's periods begin with the slots. */
  readonly phase: number;
}

/** What a run without readers told of a revocation. */
export interface Foreseen {
  readonly submittedMs: number;
  readonly includedMs: number;
}

/** One way between patient or staff and server. */
export const messageMs = 50;
export const few = 4;
/** Only time ends what no event speaks of. */
const cacheAgeMs = 600_000;

const pull: Mode = {
  ...{ id: 'pull', title: 'pull', way: 'transaction', stalenessS: 0, remembersMs: 0, readers: 'always' },
  viewFrom: ({ chain }) => chain.view,
  knownAtMs: ({ includedMs }) => includedMs,
};

const cached: Mode = {
  ...{ ...pull, id: 'event-cache', title: 'event cache' },
  viewFrom: ({ chain, context }) => {
    const cache = eventCache(chain.newest, chain.nowMs, cacheAgeMs);
    context.node.watch('consent', { onEvent: cache.onEvent, onReorganised: cache.forget });
    return chain.confirmed(cache.view);
  },
};

const polled = (everyS: number): Mode => {
  const everyMs = 1_000 * everyS;
  const clock =
    ({ chain, phase }: Site) =>
    () =>
      chain.nowMs() + phase * everyMs;
  return {
    ...{
      id: `poll-${everyS}s`,
      title: `poll, ${everyS} s`,
      way: 'transaction',
      stalenessS: everyS / 2,
      remembersMs: everyMs,
      readers: 'always',
    },
    viewFrom: (site) => site.chain.confirmed(poll(site.chain.newest, clock(site), everyMs)),
    knownAtMs: ({ includedMs }, site) => {
      const aheadMs = clock(site)() - site.context.nowMs();
      return Math.ceil((includedMs + aheadMs) / everyMs) * everyMs - aheadMs;
    },
  };
};

const blind = (mode: Mode): Mode => ({
  ...mode,
  viewFrom: (site) => ({ ...mode.viewFrom(site), isRevocationPending: async () => false }),
});
const seeingPool = (mode: Mode): Mode => ({
  ...{ ...mode, id: `${mode.id}-pool`, title: `${mode.title}, sees the pool` },
});
/** Check 10 asks the pool every time; a poll that finds the revocation there asks the chain of the pair from then on. Where nothing waits it sees nothing. */
const aware = (mode: Mode): Mode => ({
  ...{ ...seeingPool(mode), stalenessS: null, unseenS: mode.stalenessS ?? 0 },
  ...(mode.remembersMs === 0 && { mostTrials: few }),
  knownAtMs: (revocation, site) =>
    waits(revocation) ? revocation.submittedMs : mode.knownAtMs(revocation, site),
});
/** Longer than a block's execution, in which it is no longer in the pool. */
const waits = ({ submittedMs, includedMs }: Foreseen): boolean => includedMs - submittedMs > messageMs;
/** It looks when it is asked: who asks before and after, but not between, is answered from memory as long as the period lasts. */
const unasked = (mode: Mode): Mode => ({
  ...{ ...seeingPool(mode), id: `${mode.id}-pool-unasked`, readers: 'notWhileItWaits' },
  title: `${mode.title}, not asked meanwhile`,
  knownAtMs: ({ submittedMs, includedMs }, site) =>
    Math.max(includedMs, mode.knownAtMs({ submittedMs, includedMs: submittedMs }, site)),
});

const shown: Mode = {
  ...{ ...pull, id: 'shown', title: 'shown to the server', way: 'shown', stalenessS: null },
  mostTrials: few,
  knownAtMs: ({ submittedMs }) => submittedMs + messageMs,
};

export const [pullBlind, pullAware] = [blind(pull), aware(pull)];
export { shown };
export const modes: readonly Mode[] = [
  ...[pullBlind, blind(cached), blind(polled(10)), blind(polled(60))],
  ...[pullAware, aware(polled(60)), unasked(polled(60)), shown],
];

/** From the submission to the arrival of the last answer, in the mean: what goes on until the server knows, and one answer on its way. */
export const expectedS = (mode: Mode, inclusionS: number | null): number | null => {
  const { stalenessS, unseenS = 0, way, readers } = mode;
  const answerS = messageMs / 1_000;
  if (readers !== 'always') return null;
  if (way === 'shown') return 2 * answerS;
  if (stalenessS === null) return answerS + (inclusionS === 0 ? unseenS : 0);
  return inclusionS === null ? null : inclusionS + stalenessS + answerS;
};
