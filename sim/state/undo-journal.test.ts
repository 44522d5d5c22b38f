import { describe, expect, it } from 'vitest';
import { createUndoJournal, RollbackHorizonError } from './undo-journal.ts';

describe('the undo journal', () => {
  const started = (horizon = 10) => {
    const journal = createUndoJournal(horizon);
    const map = new Map([['a', 1]]);
    return {
      journal,
      map,
      write: (key: string, value: number | undefined) => journal.write(map, key, value),
    };
  };

  it('takes back sets, replacements and deletions, newest first', () => {
    const { journal, map, write } = started();
    journal.checkpoint();
    write('a', 2);
    write('a', undefined);
    write('b', 3);
    write('b', 4);
    journal.revert();
    expect([...map]).toEqual([['a', 1]]);
  });

  it('reverts to the newest checkpoint that is open; a committed one belongs to its parent', () => {
    const { journal, map, write } = started();
    journal.checkpoint();
    write('a', 2);
    journal.checkpoint();
    write('a', 3);
    journal.commit();
    journal.checkpoint();
    write('a', 4);
    journal.revert();
    expect(map.get('a')).toBe(3);
    journal.revert();
    expect(map.get('a')).toBe(1);
  });

  it('rolls back whole blocks and what was written since', () => {
    const { journal, map, write } = started();
    for (const block of [1, 2, 3]) {
      write('a', block * 10);
      journal.seal(block);
    }
    write('a', 99);
    journal.rollback(2);
    expect(map.get('a')).toBe(20);
    journal.rollback(0);
    expect(map.get('a')).toBe(1);
  });

  it.each([0, 2])('keeps the records of the last %d blocks only', (horizon) => {
    const { journal, map, write } = started(horizon);
    for (const block of [1, 2, 3]) {
      write('a', block * 10);
      journal.seal(block);
    }
    expect(() => journal.rollback(3 - horizon - 1)).toThrow(RollbackHorizonError);
    expect(map.get('a')).toBe(30);
    journal.rollback(3 - horizon);
    expect(map.get('a')).toBe((3 - horizon) * 10);
  });
});
