import type { Problem } from '../errors.ts';
import { quantiseMs } from '../units.ts';
import type { LoadPlan, Pacer, RateController } from './rate-controller.ts';
import { positive, unless } from './rate-parameters.ts';

export interface RatePart {
  /** The part's share of the round's calls (or of its duration) is weight / sum of weights. */
  readonly weight: number;
  readonly rate: RateController;
}

/**
 * Several controllers one after the other, each for its share of the round. A part by count ends when its first call
 * too many would be due: there the next part starts, so that the gap between them is the earlier one's.
 * There is no target rate: by count and by duration the same parts have different means.
 */
export const compositeRate = (parts: readonly RatePart[]): RateController => {
  const described = parts.map(({ weight, rate }) =>
    Object.freeze({ weight, kind: rate.kind, ...rate.parameters }),
  );
  return Object.freeze({
    kind: 'composite-rate',
    targetTps: undefined,
    parameters: Object.freeze({ parts: Object.freeze(described) }),
    problems: [
      ...unless(parts.length > 0, 'parts', 'at least one { weight, rate }', parts.length),
      ...parts.flatMap(problemsOfPart),
    ],
    begin: (random, plan) => {
      const stages = divide(parts, plan);
      let stageIndex = 0;
      let firstIndex = 0;
      const enter = (startMs: number): Pacer => {
        const { rate, txCount, durationMs } = stages[stageIndex] as Stage;
        return rate.begin(random.fork(`part ${stageIndex}`), { startMs, txCount, durationMs });
      };
      let pacer = enter(plan.startMs);
      return {
        due: (index, load) => {
          for (;;) {
            const due = pacer.due(index - firstIndex, load);
            const { txCount, endMs } = stages[stageIndex] as Stage;
            const isByCount = txCount !== undefined;
            const dueMs = due.kind === 'at' ? due.timeMs : load.nowMs;
            const isOver = isByCount ? index - firstIndex >= txCount : dueMs >= endMs;
            const isLast = stageIndex === stages.length - 1;
            if (isLast || (isByCount && due.kind === 'blocked')) return due;
            if (!isOver) return due.kind === 'at' ? due : { kind: 'blocked', untilMs: endMs };
            stageIndex += 1;
            firstIndex = index;
            pacer = enter(isByCount ? dueMs : endMs);
          }
        },
      };
    },
  } satisfies RateController);
};

const problemsOfPart = ({ weight, rate }: RatePart, index: number): Problem[] => [
  ...positive(`parts[${index}].weight`, weight),
  ...rate.problems.map((problem) => ({ ...problem, path: `parts[${index}].rate.${problem.path}` })),
];

interface Stage {
  readonly rate: RateController;
  readonly txCount: number | undefined;
  readonly durationMs: number | undefined;
  /** Infinite for a stage by count. */
  readonly endMs: number;
}

/** Rounds the running sums, not the shares, so that the stages add up to the plan; leaves out stages of no calls. */
const divide = (parts: readonly RatePart[], plan: LoadPlan): readonly Stage[] => {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const { startMs, txCount, durationMs } = plan;
  let passed = 0;
  return parts.flatMap(({ weight, rate }): Stage[] => {
    const from = passed / total;
    passed += weight;
    const to = passed / total;
    if (txCount !== undefined) {
      const count = Math.round(to * txCount) - Math.round(from * txCount);
      return count === 0
        ? []
        : [{ rate, txCount: count, durationMs: undefined, endMs: Number.POSITIVE_INFINITY }];
    }
    const wholeMs = durationMs ?? 0;
    const endMs = quantiseMs(startMs + to * wholeMs);
    return [{ rate, txCount: undefined, durationMs: endMs - quantiseMs(startMs + from * wholeMs), endMs }];
  });
};
