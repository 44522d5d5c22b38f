import type { Problem } from '../errors.ts';
import type { RandomStream } from '../kernel/random.ts';

/**
 * The rate-controller port: when the i-th call of the workload is due. Open-loop controllers are schedules: the i-th
 * is due at start + f(i), never at the previous one plus a gap, so that a late send delays nothing behind it.
 * Controllers are plain data made by factories (`fixedRate(300)`), so that a resolved scenario can be written to a file.
 */
export interface RateController {
  readonly kind: string;
  /** The rate the author asked for, for the table; undefined where the system itself decides (closed loop). */
  readonly targetTps: number | undefined;
  /** The controller's own parameters, for result.json. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What is wrong with the parameters, by path inside the controller. With any, `begin` must not be called. */
  readonly problems: readonly Problem[];
  begin(random: RandomStream, plan: LoadPlan): Pacer;
}

export interface LoadPlan {
  readonly startMs: number;
  /** Exactly one of the two is given. */
  readonly txCount: number | undefined;
  readonly durationMs: number | undefined;
}

export interface Pacer {
  /**
   * When call number `index` is due. Asked in order of `index`, from 0; again for the same one after `blocked`, which
   * means: not before some call completes.
   */
  due(index: number, load: LoadView): Due;
}

export type Due =
  | { readonly kind: 'at'; readonly timeMs: number }
  /** `untilMs`: ask again then, if no call has completed before; absent: only a completion can unblock. */
  | { readonly kind: 'blocked'; readonly untilMs?: number };

/** What a closed-loop controller may look at. */
export interface LoadView {
  readonly nowMs: number;
  readonly startedCount: number;
  /** Calls of the workload that have ended, well or badly. */
  readonly completedCount: number;
}
