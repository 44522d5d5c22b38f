import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { childOf, createFlame, type FlameNode, type Frame, special, totalGas } from '../../flame/frame.ts';
import { layoutFlame, leastWidth } from './flame-layout.ts';
import { flameSvg } from './flame-svg.ts';
import { foldedStacks } from './folded-stacks.ts';
import { speedscopeJson } from './speedscope.ts';

/** speedscope 1.25.0, `dist/release/file-format-schema.json`, as published (MIT), formatted as files here are. */
const schemaFile = new URL('../fixtures/speedscope-file-format-schema.json', import.meta.url);
const speedscopeFile = z.fromJSONSchema(JSON.parse(readFileSync(schemaFile, 'utf8')));

const frame = fc.oneof(
  fc.constantFrom('f', 'g', 'h(uint256)', 'a;b<&>"').map((name): Frame => ({ name, kind: 'function' })),
  fc.nat(3).map((line): Frame => {
    const place = { file: 'a/A.sol', line };
    return { name: `A.sol:${line}`, kind: 'line', place, text: 'x < y && "z";' };
  }),
  fc.constant(special('intrinsic')),
);

const flame = fc
  .array(fc.record({ stack: fc.array(frame, { maxLength: 5 }), gas: fc.nat(1_000_000) }), { maxLength: 20 })
  .map((stacks) => {
    const root = createFlame('s');
    for (const { stack, gas } of stacks) stack.reduce(childOf, root).gas += gas;
    return root;
  });

const svgOf = (root: FlameNode, refund = 0n): string =>
  flameSvg(
    { root, transactionCount: 2, gasUsed: BigInt(totalGas(root)) - refund, refund },
    { about: 'on chain c' },
  );

const sample = (): FlameNode => {
  const root = createFlame('s');
  const contract = childOf(root, { name: 'A', kind: 'contract' });
  childOf(contract, { name: 'g', kind: 'function' }).gas = 600_000;
  childOf(contract, { name: 'f', kind: 'function' }).gas = 400_000;
  childOf(contract, { name: 'small', kind: 'function' }).gas = 1;
  return root;
};

describe('folded stacks', () => {
  test('are frames from the root and own gas, in the order of names', () => {
    expect([...foldedStacks(sample())]).toEqual(['s;A;f 400000\n', 's;A;g 600000\n', 's;A;small 1\n']);
  });

  test('sum to the tree, each stack once', () => {
    fc.assert(
      fc.property(flame, (root) => {
        const lines = [...foldedStacks(root)].map((line) => /^(.+) (\d+)\n$/.exec(line));
        expect(lines.reduce((sum, match) => sum + Number(match?.[2]), 0)).toBe(totalGas(root));
        expect(new Set(lines.map((match) => match?.[1])).size).toBe(lines.length);
      }),
    );
  });
});

describe('the speedscope file', () => {
  test('is what speedscope’s published schema asks for, and weighs as much as the tree', () => {
    fc.assert(
      fc.property(flame, (root) => {
        const file = JSON.parse(speedscopeJson(root));
        expect(speedscopeFile.safeParse(file).error).toBeUndefined();
        const [profile] = file.profiles;
        const weight = profile.weights.reduce((sum: number, each: number) => sum + each, 0);
        expect([weight, profile.endValue]).toEqual([totalGas(root), totalGas(root)]);
        expect(profile.samples).toHaveLength(profile.weights.length);
        const most = Math.max(-1, ...profile.samples.flat());
        expect(most).toBeLessThan(file.shared.frames.length);
      }),
      { numRuns: 30 },
    );
  });

  test('would be refused with another unit', () => {
    const file = JSON.parse(speedscopeJson(sample()));
    file.profiles[0].unit = 'gas';
    expect(speedscopeFile.safeParse(file).success).toBe(false);
  });
});

describe('the picture', () => {
  test('has every frame within its caller, beside its neighbours, as wide as its gas', () => {
    fc.assert(
      fc.property(flame, (root) => {
        const { boxes, totalGas: all } = layoutFlame(root, 1000);
        for (const { depth, x, width, gas } of boxes) {
          if (all > 0) expect(width).toBeCloseTo((1000 * gas) / all, 6);
          const above = boxes.filter((box) => box.depth === depth - 1);
          const within = above.filter((box) => box.x <= x + 1e-9 && x + width <= box.x + box.width + 1e-9);
          expect(within).toHaveLength(depth === 0 ? 0 : 1);
        }
        const rows = Map.groupBy(boxes, ({ depth }) => depth);
        for (const row of rows.values())
          for (const [index, box] of row.entries())
            expect(box.x + box.width).toBeLessThanOrEqual((row[index + 1]?.x ?? 1000) + 1e-6);
      }),
    );
  });

  test('leaves out what is too narrow, and says so', () => {
    const { omitted, boxes } = layoutFlame(sample(), 1000);
    expect(omitted).toEqual({ count: 1, gas: 1 });
    expect(boxes.map(({ frame: { name } }) => name)).toEqual(['s', 'A', 'f', 'g']);
    expect(svgOf(sample())).toContain(`1 frames narrower than ${leastWidth} pixels`);
  });

  test('tells of refunds, which lie on no stack', () => {
    expect(svgOf(sample())).toContain(
      '2 transactions used 1,000,001 gas by their receipts, and all of it is below',
    );
    expect(svgOf(sample(), 1n)).toContain('used 1,000,000 gas by their receipts; what is below is 1 more');
  });

  test('asks nothing of another host, and is the same bytes for the same gas', () => {
    const svg = svgOf(sample());
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\(|href|import|fetch/,
    );
    expect(svg).toBe(svgOf(sample()));
  });

  test('escapes whatever a name or a line may hold', () => {
    const root = createFlame('s');
    childOf(root, { name: 'a<b&"c"', kind: 'function' }).gas = 1;
    const [withoutScript = ''] = svgOf(root).split('<script>');
    expect(withoutScript).toContain('a&lt;b&amp;&quot;c&quot;');
    expect(withoutScript).not.toContain('a<b');
  });
});
