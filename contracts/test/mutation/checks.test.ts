/**
 * `npm run mutants` takes minutes, so its list is committed; this holds the list to the present source: a check that is
 * new, or written otherwise, has no known killer until the command has run again.
 */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checksOf } from './checks.ts';
import { placeOf, readKnownKillers } from './known-killers.ts';
import { mutatedContract } from './mutated-folder.ts';

const checks = await checksOf(mutatedContract);
const known = readKnownKillers();

describe('the list of checks and of the tests that miss them', () => {
  it('has every check of the source, and no other', () => {
    const present = checks.map((check) => `${placeOf(check)}: ${check.text}`);
    expect(known.map((killer) => `${killer.in}: ${killer.check}`)).toEqual(present);
  });

  it('has a test for each, in a file that is there', () => {
    const withoutTest = known.filter(({ killedBy }) => {
      const [file = ''] = killedBy?.split(': ') ?? [];
      return file === '' || !existsSync(new URL(`../${file}`, import.meta.url));
    });
    expect(withoutTest).toEqual([]);
  });
});

describe('what counts as a check', () => {
  const textsIn = (within: string): string[] =>
    checks.filter((check) => check.within === within).map(({ text }) => text);

  it('is a condition of a revert, each alternative for itself', () => {
    expect(textsIn('commitUsage')).toEqual([
      '_entity(msg.sender).role != Role.ResourceServer',
      'root == 0',
      'count == 0',
    ]);
  });

  it('is a modifier, and a call that can only check', () => {
    expect(textsIn('setPaused')).toEqual(['onlyRegulator']);
    expect(textsIn('grantBatch')).toEqual(['_requireBatch(g.length)']);
  });

  it('is each part of what a verdict answers', () => {
    expect(textsIn('_isLive')).toEqual(['what.suspensions == 0', 'block.timestamp < what.validUntil']);
  });

  it('is not what only counts or chooses', () => {
    expect(textsIn('_closeRequest')).toEqual([]);
    expect(textsIn('_issue')).toEqual([]);
  });

  it('goes without leaving anything else changed', () => {
    const dropped = checks.find(({ within }) => within === '_requireBatch');
    expect(dropped?.dropped).toContain('if (false) revert BatchTooLarge(length);');
  });
});
