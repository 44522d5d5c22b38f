import { describe, expect, it } from 'vitest';
import type { SampleEvent } from './sample-round.ts';
import { summariseSample } from './sample-round.ts';
import { findWarnings } from './warnings.ts';

const steady = (count: number, event: (index: number) => Partial<SampleEvent>): readonly SampleEvent[] =>
  Array.from({ length: count }, (_, index) => ({ intendedMs: index * 10, delayMs: 5, ...event(index) }));

describe('findWarnings', () => {
  it('has nothing to say about a round that kept pace', () => {
    expect(findWarnings(summariseSample(steady(100, () => ({}))))).toEqual([]);
  });

  it('groups failures by error, the most frequent first', () => {
    const errors = ['b', 'a', 'b', 'c'];
    const warnings = findWarnings(summariseSample(steady(4, (i) => ({ error: errors[i] }))));
    expect(warnings).toEqual([
      { code: 'failures', error: 'b', count: 2 },
      { code: 'failures', error: 'a', count: 1 },
      { code: 'failures', error: 'c', count: 1 },
    ]);
  });

  it('names what is pending, dropped and cut short', () => {
    const events = steady(4, (i) => (i === 3 ? { delayMs: undefined } : {}));
    const summary = summariseSample(events, {
      startMs: 1000,
      endMs: 61_000,
      dropped: 2,
      exitReason: 'interrupted',
    });
    expect(findWarnings(summary)).toEqual([
      { code: 'endedEarly', exitReason: 'interrupted' },
      { code: 'pending', count: 1, horizonMs: 60_000 },
      { code: 'dropped', count: 2 },
    ]);
  });

  it('tells a client that cannot keep its plan from one that can', () => {
    const late = summariseSample(steady(100, (i) => ({ lateMs: i * 5, delayMs: 1 })));
    expect(findWarnings(late).map(({ code }) => code)).toEqual(['lateClient']);
  });

  it('tells a backlog that grows until the end of sending', () => {
    const overloaded = summariseSample(steady(100, (i) => ({ delayMs: 50 * (i + 1) - i * 10 })));
    expect(findWarnings(overloaded).map(({ code }) => code)).toEqual(['backlog']);
  });
});
