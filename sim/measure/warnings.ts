/**
 * What a reader of a round's figures must know before trusting them, as data; the report finds the words.
 */
import type { RoundSummary } from './summary.ts';

export type Warning =
  | { readonly code: 'failures'; readonly error: string; readonly count: number }
  | { readonly code: 'pending'; readonly count: number; readonly horizonMs: number }
  | { readonly code: 'dropped'; readonly count: number }
  | { readonly code: 'lateClient'; readonly plannedRateTps: number; readonly sendRateTps: number }
  | {
      readonly code: 'backlog';
      readonly halfway: number;
      readonly atLastSend: number;
    }
  | { readonly code: 'warmUpTooLong' }
  | { readonly code: 'endedEarly'; readonly exitReason: 'failed' | 'interrupted' };

/** A client that keeps less than this share of its plan's rate is the bottleneck itself. */
const keptPaceRatio = 0.98;
/** With this share of what was sent still in hand at the last send, delays measure the backlog, not the system. */
const overloadRatio = 0.5;
/** A backlog that grew by this factor over the second half of the sending was not levelling off. */
const growthRatio = 1.5;

export const findWarnings = (round: RoundSummary): readonly Warning[] => [
  ...earlyEnd(round),
  ...round.failures.map(({ error, count }) => ({ code: 'failures', error, count }) as const),
  ...unfinished(round),
  ...lateClient(round),
  ...backlog(round),
  ...(round.warmUp?.kind === 'tooLong' ? [{ code: 'warmUpTooLong' } as const] : []),
];

const earlyEnd = ({ exitReason }: RoundSummary): readonly Warning[] =>
  exitReason === 'failed' || exitReason === 'interrupted' ? [{ code: 'endedEarly', exitReason }] : [];

const unfinished = ({ pending, dropped, startMs, endMs }: RoundSummary): readonly Warning[] => [
  ...(pending > 0 ? [{ code: 'pending', count: pending, horizonMs: endMs - startMs } as const] : []),
  ...(dropped > 0 ? [{ code: 'dropped', count: dropped } as const] : []),
];

const lateClient = ({ plannedRateTps, sendRateTps }: RoundSummary): readonly Warning[] => {
  if (plannedRateTps === null || sendRateTps === null) return [];
  if (sendRateTps >= keptPaceRatio * plannedRateTps) return [];
  return [{ code: 'lateClient', plannedRateTps, sendRateTps }];
};

const backlog = ({ submitted, inFlight }: RoundSummary): readonly Warning[] => {
  const { halfway, atLastSend } = inFlight;
  const isBehind = submitted > 1 && atLastSend >= overloadRatio * submitted;
  return isBehind && atLastSend >= growthRatio * halfway ? [{ code: 'backlog', halfway, atLastSend }] : [];
};
