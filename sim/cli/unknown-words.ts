/** What yargs says of words that it does not know, with the words that were probably meant. */
import { nearest } from '../ethereum/nearest.ts';
import { UsageError, usageHint } from './failure.ts';

export const usageError = (message: string, known: readonly string[]): UsageError => {
  const words = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1]?.split(', ') ?? [];
  const meant = words.flatMap((word) => {
    const near = nearest(word, known);
    return near === undefined || near === word ? [] : [`${near} for ${word}`];
  });
  return meant.length === 0
    ? new UsageError(message)
    : new UsageError(message, `did you mean ${meant.join(', ')}? ${usageHint}`);
};
