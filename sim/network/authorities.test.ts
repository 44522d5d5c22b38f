/** Slots, Clique and QBFT on headers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uniform } from '../kernel/distributions.ts';
import { branchOf, type TreeBlock } from './block-tree.ts';
import { isInTurn, maySign } from './clique.ts';
import { countBlocks } from './counts.ts';
import { runHeaders } from './headers.ts';
import type { LinkProfile } from './link-profile.ts';
import { type ConsensusProfile, consensusOf, genesisDifficulty } from './network-profile.ts';
import { freshTime } from './sample-miners.ts';

interface Authorities {
  readonly consensus: ConsensusProfile;
  readonly nodeCount: number;
  readonly links: LinkProfile;
  readonly blockCount: number;
  readonly seed?: number;
}

const run = ({ consensus, seed = 1, ...plan }: Authorities) =>
  runHeaders(
    { ...plan, consensus: consensusOf(consensus), genesisDifficulty: genesisDifficulty(consensus) },
    freshTime(seed),
  );

const constant = (delayMs: number): LinkProfile => ({ kind: 'constant', delayMs });

describe('slots', () => {
  const slotsOf = (missRatio: number): ConsensusProfile => ({ kind: 'slots', intervalMs: 12_000, missRatio });

  test('a block at every multiple of the interval, by every node in turn of luck', async () => {
    const tree = await run({ consensus: slotsOf(0), nodeCount: 4, links: constant(500), blockCount: 400 });
    const main = branchOf(tree.heaviest());
    expect(main.map(({ timeMs }) => timeMs)).toEqual(
      Array.from({ length: 400 }, (_, slot) => 12_000 * (slot + 1)),
    );
    for (let node = 0; node < 4; node += 1)
      expect(main.filter(({ producer }) => producer === node).length).toBeGreaterThan(60);
  });

  test('a share of the slots is missed, and the next block comes a slot later', async () => {
    const tree = await run({
      consensus: slotsOf(0.05),
      nodeCount: 4,
      links: constant(500),
      blockCount: 10_000,
    });
    const missed = tree.heaviest().timeMs / 12_000 - 10_000;
    // 10,000 blocks are missed with the odds 0.05 / 0.95; the spread of a negative binomial.
    const spread = Math.sqrt((10_000 * 0.05) / 0.95 ** 2);
    expect(Math.abs(missed - (10_000 * 0.05) / 0.95)).toBeLessThanOrEqual(4 * spread);
    expect(branchOf(tree.heaviest()).every(({ timeMs }) => timeMs % 12_000 === 0)).toBe(true);
  });

  test('a block that takes longer than a slot is forked away from', async () => {
    const tree = await run({ consensus: slotsOf(0), nodeCount: 4, links: constant(15_000), blockCount: 200 });
    expect(countBlocks(tree).staleCount).toBeGreaterThan(20);
  });
});

describe('clique', () => {
  const cliqueOf = (signerCount: number): ConsensusProfile => ({
    kind: 'clique',
    signerCount,
    periodS: 5,
    wiggleMs: 500,
  });

  test('without delay everybody signs in turn, at the period, and nothing is stale', async () => {
    const tree = await run({ consensus: cliqueOf(5), nodeCount: 6, links: constant(0), blockCount: 100 });
    const main = branchOf(tree.heaviest());
    expect(main).toHaveLength(100);
    for (const block of main) {
      expect(block).toMatchObject({
        producer: block.number % 5,
        difficulty: 2n,
        timeMs: block.number * 5_000,
      });
      expect(block.timestampS).toBe(block.number * 5);
    }
  });

  test('who is out of turn signs all the same when its delay is over before the block in turn has come', async () => {
    const tree = await run({ consensus: cliqueOf(5), nodeCount: 5, links: constant(20), blockCount: 5_000 });
    const { staleCount, mainCount } = countBlocks(tree);
    // Two of five are neither in turn nor barred; each draws less than 20 of 2,500 ms now and then, and loses.
    const expected = mainCount * 2 * (20 / 2_500);
    expect(Math.abs(staleCount - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected));
    expect(branchOf(tree.heaviest()).every(({ difficulty }) => difficulty === 2n)).toBe(true);
  });

  test('one signer alone goes on', async () => {
    const tree = await run({ consensus: cliqueOf(1), nodeCount: 2, links: constant(20), blockCount: 20 });
    expect(tree.heaviest().timeMs).toBe(100_000);
  });

  test('whatever the links: nobody signs two of ⌊n / 2⌋ + 1 blocks, and difficulties tell whose turn it was', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 3, max: 9 }),
      fc.integer({ min: 0, max: 4_000 }),
      fc.nat(1_000),
      async (signerCount, slowest, seed) => {
        const links: LinkProfile = { kind: 'drawn', delay: uniform(0, slowest) };
        const consensus = cliqueOf(signerCount);
        const tree = await run({ consensus, nodeCount: signerCount, links, blockCount: 40, seed }).catch(
          (error: { code?: string }) => expect(error.code).toBe('SCHEDULER_DEADLOCK'),
        );
        if (tree === undefined) return; // it stood still, as Clique may
        for (const block of branchOf(tree.heaviest())) {
          const parent = block.parent as TreeBlock;
          expect(maySign(block.producer, parent, signerCount)).toBe(true);
          expect(block.difficulty).toBe(isInTurn(block.producer, block.number, signerCount) ? 2n : 1n);
          expect(block.timestampS).toBeGreaterThanOrEqual(parent.timestampS + 5);
          expect(block.timeMs).toBeGreaterThanOrEqual(block.timestampS * 1_000);
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  test('links slower than the out-of-turn delays fork it', async () => {
    const tree = await run({ consensus: cliqueOf(7), nodeCount: 7, links: constant(2_000), blockCount: 60 });
    expect(countBlocks(tree).staleCount).toBeGreaterThan(0);
  });
});

describe('qbft', () => {
  const qbftOf = (validatorCount: number, silent: readonly number[] = []): ConsensusProfile => ({
    kind: 'qbft',
    validatorCount,
    quorum: Math.ceil((2 * validatorCount) / 3),
    silent,
    periodS: 2,
    requestTimeoutMs: 4_000,
  });

  /** When each node has had each block of the main chain. */
  const commits = async (
    consensus: ConsensusProfile,
    nodeCount: number,
    links: LinkProfile,
    count: number,
  ) => {
    const seen: number[][] = [];
    const time = freshTime(1);
    const tree = await runHeaders(
      {
        nodeCount,
        links,
        blockCount: count,
        genesisDifficulty: 1n,
        consensus: (site) =>
          consensusOf(consensus)({
            ...site,
            produce: (order) =>
              site.produce({
                ...order,
                arrivals: (block, byteCount) => {
                  const arrivals = order.arrivals?.(block, byteCount) ?? (() => Number.NaN);
                  seen.push(Array.from({ length: nodeCount }, (_, node) => arrivals(node)));
                  return arrivals;
                },
              }),
          }),
      },
      time,
    );
    return { main: branchOf(tree.heaviest()), tree, seen };
  };

  test('three delays after its proposal everybody has the block for good; proposers take turns', async () => {
    const { main, tree, seen } = await commits(qbftOf(4), 4, constant(100), 40);
    expect(countBlocks(tree).staleCount).toBe(0);
    expect(main.map(({ producer }) => producer)).toEqual(Array.from({ length: 40 }, (_, index) => index % 4));
    expect(main.map(({ timeMs }) => timeMs)).toEqual(
      Array.from({ length: 40 }, (_, index) => 2_000 * (index + 1)),
    );
    for (const [index, times] of seen.entries())
      expect(times).toEqual(Array.from({ length: 4 }, () => 2_000 * (index + 1) + 300));
  });

  test('links slower than the period set the pace', async () => {
    const { main } = await commits(qbftOf(4), 4, constant(1_000), 10);
    expect(main.map(({ timeMs }) => timeMs)).toEqual(
      Array.from({ length: 10 }, (_, index) => 2_000 + 3_000 * index),
    );
  });

  test('who only watches gets the block from a validator', async () => {
    const { seen } = await commits(qbftOf(4), 6, constant(100), 3);
    expect(seen[0]).toEqual([2_300, 2_300, 2_300, 2_300, 2_400, 2_400]);
  });

  test('a silent validator costs the request timeout and a delay when its turn comes, and has nothing', async () => {
    const { main, seen } = await commits(qbftOf(4, [2]), 4, constant(100), 6);
    expect(main.map(({ producer }) => producer)).toEqual([0, 1, 3, 0, 1, 3]);
    // 2 s and 4 s; the third at 6 s + 4 s timeout + one delay for the others' votes.
    expect(main.map(({ timeMs }) => timeMs).slice(0, 4)).toEqual([2_000, 4_000, 10_100, 12_000]);
    expect(seen.every((times) => times[2] === Number.POSITIVE_INFINITY)).toBe(true);
  });

  test('two silent ones in a row cost the timeout and twice the timeout', async () => {
    const { main } = await commits(qbftOf(7, [1, 2]), 7, constant(100), 3);
    expect(main.map(({ producer }) => producer)).toEqual([0, 3, 4]);
    expect(main[1]?.timeMs).toBe(4_000 + 4_000 * 3 + 100);
  });

  test('whatever the links, there is one chain, and no node has a block before its parent', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 10 }),
      fc.nat(5_000),
      async (count, slowest) => {
        const links: LinkProfile = { kind: 'drawn', delay: uniform(0, slowest) };
        const { tree, seen } = await commits(qbftOf(count), count + 1, links, 20);
        expect(countBlocks(tree).staleCount).toBe(0);
        for (let node = 0; node < count; node += 1)
          for (const [index, times] of seen.entries())
            expect(times[node] as number).toBeGreaterThanOrEqual(seen[index - 1]?.[node] ?? 0);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});
