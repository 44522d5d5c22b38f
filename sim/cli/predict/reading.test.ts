/** Every kind of bad input to `bench predict`, all problems of one at once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toQuestion } from './reading.ts';
import type { Words } from './words.ts';

/** The paths of the problems, in order. */
const problemsOf = (words: Words): string[] => {
  try {
    toQuestion(words);
  } catch (error) {
    expect(error).toMatchObject({ code: 'USAGE', exitCode: 2, hint: expect.any(String) });
    return (error as { problems: { path: string }[] }).problems.map(({ path }) => path);
  }
  throw new Error('nothing was wrong');
};

const latency = { arrivals: '5', interval: '13.2' };

describe('bad input', () => {
  const cases: Record<string, [words: Words, paths: string[]]> = {
    nothing: [{}, []],
    'nothing that decides, and a bad word': [{ interval: 'x' }, ['--interval']],
    'negative numbers': [
      { arrivals: '-5', interval: '-1', capacity: '-100', missed: '-0.1' },
      ['--arrivals', '--interval', '--capacity', '--missed'],
    ],
    'words for numbers': [
      { arrivals: 'NaN', interval: 'Infinity', capacity: '0x10', confirmations: 'six', 'high-share': '' },
      ['--arrivals', '--interval', '--capacity', '--confirmations', '--high-share'],
    ],
    'numbers out of range': [
      {
        arrivals: '0',
        interval: '1e300',
        capacity: '1.5',
        confirmations: '0',
        missed: '1',
        'high-share': '1',
      },
      ['--arrivals', '--interval', '--capacity', '--confirmations', '--missed', '--high-share'],
    ],
    'unknown choices': [{ ...latency, blocks: 'round', template: 'hot' }, ['--blocks', '--template']],
    'no interval': [{ arrivals: '5' }, ['--interval']],
    'missed slots without slots': [{ ...latency, missed: '0.1', blocks: 'poisson' }, ['--missed']],
    'an option of another kind': [{ ...latency, risk: '0.1', miners: '4' }, ['--risk', '--miners']],
    'two kinds': [{ ...latency, attacker: '0.3', confirmations: '6' }, ['--attacker']],
    'three kinds': [{ ...latency, attacker: '0.3', delay: '1' }, ['--attacker', '--delay']],
    'too many places for roots': [{ ...latency, capacity: '1000000' }, ['--capacity']],
    'too few places': [{ ...latency, capacity: '66' }, ['--capacity']],
    'no places': [{ ...latency, capacity: '0' }, ['--capacity']],
    'places in parts': [{ ...latency, capacity: '1.5', interval: '1e400' }, ['--interval', '--capacity']],
    'too few places in the slots that come': [{ ...latency, capacity: '70', missed: '0.1' }, ['--capacity']],
    'too few places, and more': [
      { ...latency, capacity: '5', missed: 'x', risk: '2' },
      ['--missed', '--risk', '--risk', '--capacity'],
    ],
    'an attacker without a depth': [{ attacker: '0.3' }, ['--confirmations']],
    'an attacker beyond all': [{ attacker: '1.1', risk: '0' }, ['--attacker', '--risk']],
    'a depth and a risk': [{ attacker: '0.3', risk: '0.1', confirmations: '3' }, ['--confirmations']],
    'an unreadable share': [{ delay: '1', interval: '13', shares: '0.5,,0.5' }, ['--shares']],
    'shares that do not add up to 1': [{ delay: '1', interval: '13', shares: '0.3,0.2,0.4' }, ['--shares']],
    'shares that do, but not each': [
      { delay: '1', interval: '13', shares: '1.5,0' },
      ['--shares[0]', '--shares'],
    ],
    'shares and a number of miners': [{ delay: '1', interval: '13', shares: '1', miners: '2' }, ['--shares']],
    'a delay and nothing else': [{ delay: '1' }, ['--interval']],
  };

  test.each(Object.entries(cases))('%s', (_name, [words, paths]) => {
    expect(problemsOf(words)).toEqual(paths);
  });

  test('an overload is told what happens instead', () => {
    const hint = (text: RegExp) => expect.objectContaining({ hint: expect.stringMatching(text) });
    expect(() => toQuestion({ arrivals: '100', interval: '12', capacity: '1000' })).toThrow(
      hint(/capacity, 83\.333333 per second; the backlog grows by 16\.666667 .* waits about 0\.2 t$/),
    );
    expect(() => toQuestion({ arrivals: '1', interval: '12', capacity: '12' })).toThrow(
      hint(/square root of time$/),
    );
  });
});

test('only digits, a point and an exponent make a number', () => {
  fc.assert(
    fc.property(fc.string(), (word) => {
      fc.pre(!/^\s*(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(word));
      expect(problemsOf({ arrivals: word, interval: '1' })).toEqual(['--arrivals']);
    }),
  );
  for (const [word, value] of Object.entries({ '5': 5, '.5': 0.5, '5.': 5, '1e3': 1000, '2E-1': 0.2 }))
    expect(toQuestion({ arrivals: word, interval: '1' })).toMatchObject({ queue: { arrivalTps: value } });
});

test('what is left out has the defaults of the help', () => {
  expect(toQuestion(latency)).toEqual({
    kind: 'latency',
    queue: { arrivalTps: 5, intervalS: 13.2, batch: Number.POSITIVE_INFINITY },
    blocks: ['poisson', 'slots'],
    latency: { confirmations: 1, template: 'at-block' },
    missedRatio: 0,
    highRatio: undefined,
  });
});
