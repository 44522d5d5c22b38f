/**
 * What a person probably meant: the known word at the least edit distance, letter case aside.
 * Distance is Levenshtein's, by the row-at-a-time method of Wagner and Fischer.
 */

/** Undefined when no word is within a third of its length; of equals the first. */
export const nearest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
};

const editDistance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};
