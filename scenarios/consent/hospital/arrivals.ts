/**
 * When people come: a non-homogeneous Poisson process with one rate for each hour, from several sources at once. Their sum is what the harness
 * is given (`poissonProfileRate`); which source an arrival came from is drawn where it happens, in proportion to the rates at that moment, which is the
 * same as a process for each.
 */
import type { RandomStream, RatePiece } from '../../../sim/index.ts';

export type ArrivalKind = 'encounter' | 'casualty' | 'handover' | 'withdrawal' | 'compromise' | 'snooping';

export interface Span {
  readonly kind: ArrivalKind;
  readonly fromMs: number;
  readonly toMs: number;
  readonly tps: number;
}

export const hourMs = 3_600_000;

/** Patients seen per physician and day: 20.2 (2018 Survey of America's Physicians). */
export const encountersPerStaff = 20.2;
/** Coefficient of variation of a day's load about its expectation, beyond Poisson: an assumption. */
export const dayFactorCv = 0.1;

/** By hour of the day; an assumption, normalised to a mean of 1. */
const hourWeights = [
  ...[0.25, 0.2, 0.2, 0.2, 0.22, 0.3, 0.55, 1, 1.7, 2.1, 2.15, 2],
  ...[1.6, 1.8, 1.95, 1.8, 1.45, 0.95, 0.7, 0.65, 0.5, 0.42, 0.35, 0.3],
];
const meanWeight = hourWeights.reduce((sum, weight) => sum + weight, 0) / hourWeights.length;

export const dayKinds = ['weekday', 'weekend'] as const;
export type DayKind = (typeof dayKinds)[number];

/** Blecker et al. 2013: record accesses on weekdays over those at weekends, by time of day. */
const weekdayOverWeekend = (hour: number): number => {
  if (hour >= 8 && hour < 18) return 1.76;
  return hour >= 6 && hour < 22 ? 1.52 : 1.14;
};

/** An hour of usual encounters each. */
export const usualSpans = (staffCount: number, day: DayKind): Span[] =>
  hourWeights.map((weight, hour) => {
    const perHour = (staffCount * encountersPerStaff * weight) / meanWeight / 24;
    const tps = perHour / (day === 'weekend' ? weekdayOverWeekend(hour) : 1) / 3_600;
    return { kind: 'encounter', fromMs: hour * hourMs, toMs: (hour + 1) * hourMs, tps };
  });

/** The sum of all sources in a window of the day, as the harness takes it. */
export const piecesOf = (spans: readonly Span[], fromMs: number, toMs: number): RatePiece[] => {
  const inside = spans.flatMap((span) => [span.fromMs, span.toMs]).filter((ms) => ms > fromMs && ms < toMs);
  const bounds = [...new Set([fromMs, ...inside, toMs])].sort((one, other) => one - other);
  return bounds.slice(1).map((endMs, index) => {
    const startMs = bounds[index] as number;
    return { durationMs: endMs - startMs, tps: totalTps(spansAt(spans, startMs)) };
  });
};

/** Which source an arrival came from. */
export const drawKind = (spans: readonly Span[], timeMs: number, random: RandomStream): ArrivalKind => {
  const current = spansAt(spans, timeMs);
  let left = random.uniform() * totalTps(current);
  for (const { kind, tps } of current) {
    left -= tps;
    if (left < 0) return kind;
  }
  return current.at(-1)?.kind ?? 'encounter';
};

const spansAt = (spans: readonly Span[], timeMs: number): Span[] =>
  spans.filter(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);

const totalTps = (spans: readonly Span[]): number => spans.reduce((sum, { tps }) => sum + tps, 0);
