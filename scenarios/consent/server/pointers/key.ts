/** The keys by which stores know records: short, and harmless in a file name, in SQL, in a URL and in a log. */
import type { Problem } from '../../../../sim/index.ts';

const maxKeyLength = 128;
const key = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;

export const readKey = (text: string, problems: Problem[]): string => {
  if (!key.test(text))
    problems.push({
      path: 'locator',
      expected: 'a key of letters, digits, dots, colons, dashes and underscores',
      received: text === '' ? 'nothing' : 'something else',
    });
  if (text.length > maxKeyLength)
    problems.push({
      path: 'locator',
      expected: `a key of at most ${maxKeyLength} characters`,
      received: 'more',
    });
  return text;
};
