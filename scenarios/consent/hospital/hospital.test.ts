/** Days in small, on the real registry and server: what the counts must be to each other, and why a server refuses when it does. */
import { describe, expect, it } from 'vitest';
import { resolveProject } from '../../../sim/config/project.ts';
import { loadScenario } from '../../../sim/config/resolution.ts';
import { run } from '../../../sim/run.ts';
import { usualSpans } from './arrivals.ts';

const dayOf = async (parameters: Record<string, string>) => {
  const loaded = await loadScenario('scenarios/hospital.ts', resolveProject({}, 'none'), { parameters });
  const { result, failure, headHash } = await run(loaded, { verification: 'none' });
  expect(failure).toBeUndefined();
  const [day, evening] = result.rounds;
  const counts = new Map(
    Object.entries(day?.labels ?? {}).map(([label, { submitted, succeeded }]) => {
      expect(succeeded, label).toBe(submitted);
      return [label, submitted];
    }),
  );
  const of = (label: string): number => counts.get(label) ?? 0;
  const refusals = [...counts.keys()].filter((label) => label.startsWith('refused')).sort();
  return { ...{ day, evening, of, refusals, headHash } };
};

const morning = { fromHour: '9', hours: '2', batchSize: '50' };

describe('a usual morning', async () => {
  const { day, evening, of, refusals, headHash } = await dayOf(morning);

  it('reads about four times in each encounter, over the message there and back', () => {
    const spans = usualSpans(20, 'weekday').slice(9, 11);
    const encounters = spans.reduce((sum, { tps }) => sum + tps * 3_600, 0);
    // Of 1,000 encounters 978 come to reading. Each reads 1 + Poisson(3), and the day's load varies by 10 %.
    const expected = 4 * 0.978 * encounters;
    const deviation = Math.sqrt(encounters * (3 + 16) + (0.1 * expected) ** 2);
    expect(Math.abs(of('read') - expected)).toBeLessThan(4 * deviation);
    expect(day?.labels.read?.latencyMs.min).toBeGreaterThanOrEqual(100);
  });

  it('grants or denies no more than was asked, and every grant is confirmed before it is used', () => {
    expect(of('grant')).toBeGreaterThan(0);
    expect(of('grant') + of('denial')).toBeLessThanOrEqual(of('request'));
    expect(of('asked to granted')).toBe(of('grant'));
  });

  it('refuses only who has no grant that stands', () => {
    for (const refusal of refusals)
      expect(['refused: now:expired', 'refused: now:notActive']).toContain(refusal);
  });

  it('commits every batch of reads, and the rest in the evening', () => {
    expect(of('commit')).toBe(Math.floor(of('read') / 50));
    expect(evening?.labels.commit?.submitted).toBe(of('read') % 50 === 0 ? undefined : 1);
  });

  it('comes out the same again', async () => {
    const again = await dayOf(morning);
    expect(again.headHash).toBe(headHash);
    expect(again.day).toEqual(day);
  });
});

describe('bursts', () => {
  const hours = { hours: '1', openRatio: '0' };

  it('snooping: who has no business with a patient is refused for having no grant, every time', async () => {
    const { of } = await dayOf({ ...hours, fromHour: '9', burst: 'snooping' });
    expect(of('refused: now:noGrant')).toBeGreaterThan(0);
  });

  it('withdrawal: who revokes everything is read no more until asked again, by reason of the epoch', async () => {
    const { of, refusals } = await dayOf({
      ...hours,
      fromHour: '22',
      hours: '2',
      burst: 'withdrawal',
      burstScale: '20',
    });
    expect(of('withdrawal')).toBeGreaterThan(0);
    expect(refusals).toContain('refused: now:patientEpoch');
  });

  it('outage: reads that fall into it wait for its end, and none is lost', async () => {
    const { of, day } = await dayOf({ ...hours, fromHour: '11', burst: 'outage' });
    expect(day?.labels.read?.latencyMs.max).toBeGreaterThan(20 * 60_000);
    expect(of('read')).toBeGreaterThan(100);
  });
});
