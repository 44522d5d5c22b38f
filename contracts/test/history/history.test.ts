/**
 * Random histories of three patients, three staff, two providers and two servers on the real EVM, against the reference
 * model and every invariant. One check runs them all; each invariant then says whether it was violated, and that it had
 * something to say at all.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorlds } from '../registry/registry.ts';
import { anyAction } from './arbitrary.ts';
import { begin, commandOf, finish, invariants, type Tally } from './commands.ts';

/** One in three is bold. */
const anyCommand = fc
  .tuple(anyAction, fc.constantFrom(true, false, false))
  .map(([action, isBold]) => commandOf(action, isBold));
const histories = fc.commands([anyCommand], { maxCommands: 150, size: 'max' });
const runs = { numRuns: 30 };

const tally: Tally = new Map();
let found: string | undefined;

const maxBatches = 5;
const isEachHeard = (): boolean => Object.keys(invariants).every((name) => (tally.get(name) ?? 0) > 0);

beforeAll(async () => {
  const freshWorld = createWorlds();
  const { sandbox } = await freshWorld();
  const property = fc.asyncProperty(histories, async (commands) => {
    const { registry } = await freshWorld();
    const reads = await sandbox.deploy('test/ManyReads');
    const history = begin(sandbox, registry, reads, tally);
    await fc.asyncModelRun(() => history, commands);
    await finish(history);
  });
  // Some invariants are rarely spoken to; histories go on until each was, or it is plain that one never is.
  for (let batch = 0; batch < maxBatches && found === undefined && !isEachHeard(); batch += 1) {
    const result = await fc.check(property, runs);
    if (result.failed) found = `${result.errorInstance}\n${fc.defaultReportMessage(result)}`;
  }
});

describe('any history', () => {
  it('goes as the reference model says, to the very revert', () => {
    if (found !== undefined) throw new Error(found);
  });

  it.each(Object.keys(invariants))('%s', (name) => {
    if (found?.includes(name) === true) throw new Error(found);
    expect(tally.get(name) ?? 0).toBeGreaterThan(0);
  });
});
