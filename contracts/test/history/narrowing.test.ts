import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actors } from '../actors.ts';
import { createWorlds, grantInput, recordIds, scope, startS } from '../registry/registry.ts';
import { roots } from './view.ts';

const { alice, maria, noor } = actors;
const freshWorld = createWorlds();
const hourS = 3_600;

/** A grant, one that allows less, and a question at some hour. Hours count from the first block of the chain. */
const cases = fc
  .record({
    ops: fc.integer({ min: 1, max: 31 }),
    fromH: fc.nat({ max: 5 }),
    forH: fc.integer({ min: 1, max: 6 }),
    scopeName: fc.constantFrom('all', 'first'),
  })
  .chain((wide) =>
    fc.record({
      wide: fc.constant(wide),
      narrow: fc.record({
        ops: fc.nat({ max: 31 }).map((mask) => wide.ops & mask || wide.ops & -wide.ops),
        fromH: fc.integer({ min: wide.fromH, max: wide.fromH + wide.forH - 1 }),
        untilH: fc.integer({ min: 1, max: wide.forH }),
        scopeName: wide.scopeName === 'all' ? fc.constantFrom('all', 'first') : fc.constant('first' as const),
      }),
      question: fc.record({
        ops: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(1, 2, 4)),
        record: fc.nat({ max: 1 }),
        atH: fc.nat({ max: 11 }),
      }),
    }),
  );

/** Whether the wide grant allows it, and whether the narrow one does. */
const outcomes = ['false false', 'true false', 'true true'];

it('I-11: narrowing operations, time or scope never turns a refusal into Ok', async () => {
  const seen = new Set<string>();
  const law = fc.asyncProperty(cases, async ({ wide, narrow, question }) => {
    const { registry, sandbox } = await freshWorld();
    const firstS = startS + hourS;
    const endS = firstS + (wide.fromH + wide.forH) * hourS;
    const narrowFromS = firstS + narrow.fromH * hourS;
    const narrowEndS = Math.max(narrowFromS + 1, Math.min(endS, narrowFromS + narrow.untilH * hourS));
    const grants = [
      { ...wide, ms: maria, notBefore: firstS + wide.fromH * hourS, expiresAt: endS },
      { ...narrow, ms: noor, notBefore: narrowFromS, expiresAt: narrowEndS },
    ];
    for (const { ms, scopeName, ops, notBefore, expiresAt } of grants) {
      const input = { ms: ms.address, scope: roots[scopeName], ops, notBefore, expiresAt };
      expect((await registry.grant(alice, grantInput(input))).error).toBeUndefined();
    }
    await sandbox.pass(firstS + question.atH * hourS - Number(sandbox.nowS()) - 12);
    const recordId = recordIds[question.record] ?? recordIds[0];
    const [first, second] = await Promise.all(
      grants.map(({ ms, scopeName }) => {
        const proof = scopeName === 'first' ? [] : (scope.proofOf(recordId) ?? []);
        return registry.reason({ ms, recordId, proof, ops: question.ops });
      }),
    );
    seen.add(`${first === 'ok'} ${second === 'ok'}`);
    return first === 'ok' || second !== 'ok';
  });
  // Two yeses are rare; cases go on until there were some, or it is plain that there never are.
  for (let round = 0; round < 10 && seen.size < outcomes.length; round += 1)
    await fc.assert(law, { numRuns: 150 });
  expect([...seen].sort()).toEqual(outcomes);
});
