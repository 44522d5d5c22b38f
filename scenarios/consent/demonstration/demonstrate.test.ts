/** `bench demo` to the letter, and each attack with where it fails. */
import { expect, test } from 'vitest';
import { type AttackName, attackNames } from './attack-names.ts';
import { demonstrate } from './demonstrate.ts';

const transcriptOf = async (seed: number, attack?: AttackName) => {
  const lines: string[] = [];
  const isWithstood = await demonstrate({ seed, attack, print: (line) => lines.push(line) });
  return { isWithstood, text: `${lines.join('\n')}\n` };
};

test('the six steps read as they did, and another seed gives other keys and the same story', async () => {
  const { text } = await transcriptOf(1);
  await expect(text).toMatchFileSnapshot('transcript.txt');
  const other = await transcriptOf(2);
  expect(other.text).not.toBe(text);
  const story = (lines: string) => lines.replace(/0x[0-9a-f…]+|\d[\d,]*/g, '#');
  expect(story(other.text)).toBe(story(text));
});

const reasons: Readonly<Record<AttackName, readonly string[]>> = {
  'stolen-token': ['check 9: now:noGrant', 'check 5: badSignature'],
  replay: ['check 6: replayed'],
  revoked: ['check 9: now:notActive'],
  'tampered-record': ['check 13: contentMismatch'],
};

test.each(attackNames)('%s: the world hears one word, the operator the reason', async (attack) => {
  const { isWithstood, text } = await transcriptOf(1, attack);
  expect(isWithstood).toBe(true);
  const [, after = ''] = text.split('Attack: ');
  const outside = [...after.matchAll(/outside: (.*)/g)].map(([, answer]) => answer);
  expect(outside).toEqual(reasons[attack].map(() => '{"kind":"refused"}'));
  expect([...after.matchAll(/inside +(.*)/g)].map(([, reason]) => reason)).toEqual(reasons[attack]);
});
