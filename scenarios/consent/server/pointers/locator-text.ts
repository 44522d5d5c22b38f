/**
 * What every locator must be as text, before anyone asks what it means. Only plain printable ASCII without percent
 * signs and backslashes gets through, so that one text has one reading: no escape, no second spelling of a dot or a
 * slash (overlong UTF-8, full-width forms, combining marks), no end of text in its middle.
 */
import type { Problem } from '../../../../sim/index.ts';

interface Rule {
  readonly expected: string;
  readonly received: string;
  readonly isBroken: (text: string) => boolean;
}

const rules: readonly Rule[] = [
  { expected: 'text', received: 'nothing', isBroken: (text) => text === '' },
  {
    expected: 'no control characters',
    received: 'some',
    isBroken: (text) => /\p{Cc}/u.test(text),
  },
  {
    expected: 'ASCII characters only',
    received: 'others',
    isBroken: (text) => /\P{ASCII}/u.test(text),
  },
  { expected: 'no escapes', received: 'a percent sign', isBroken: (text) => text.includes('%') },
  { expected: 'slashes', received: 'a backslash', isBroken: (text) => text.includes('\\') },
  { expected: 'no spaces', received: 'some', isBroken: (text) => text.includes(' ') },
];

/**
 * Every rule that the text breaks. Never repeats the text: it may hold credentials, and a problem may be logged.
 */
export const textProblems = (text: string): Problem[] =>
  rules
    .filter(({ isBroken }) => isBroken(text))
    .map(({ expected, received }) => ({ path: 'locator', expected, received }));
