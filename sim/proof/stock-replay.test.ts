import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import { contractNames, produceChain, type ReplayedChain, type Step } from '../testing/replayed-chain.ts';
import { createStockReplay, maxMismatches, type ReplayedBlock, type ReplayResult } from './stock-replay.ts';

const step = (kind: Step['kind'], changes: Partial<Step> = {}): Step => ({
  kind,
  sender: 0,
  target: 0,
  word: 1,
  valueWei: 1,
  gasLimit: 200_000,
  type: 2,
  ...changes,
});

const replay = async (
  { genesis, engine }: ReplayedChain,
  blocks: readonly ReplayedBlock[],
): Promise<ReplayResult> => {
  const stock = await createStockReplay(genesis);
  for (const block of blocks) await stock.block(block);
  return stock.finish(await engine.stateRoot());
};

const store = (sender: number): Step => step('store', { sender });
const workload = [[store(0), store(1), step('revert', { sender: 2 })], [step('transfer', { target: 8 })]];

/** The chain with the receipt of the second transaction of block 2 replaced. */
const withLie = (
  blocks: ReplayedChain['blocks'],
  change: (receipt: Receipt) => Partial<Receipt>,
): ReplayedBlock[] =>
  blocks.map((block) => ({
    ...block,
    transactions: block.transactions.map((included, index) =>
      block.environment.number === 2 && index === 1
        ? { ...included, receipt: { ...included.receipt, ...change(included.receipt) } }
        : included,
    ),
  }));

const threeBlocks = ({ blocks: [first, second, third] }: ReplayedChain) => {
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('a block is missing');
  return [first, second, third] as const;
};

const fieldsOf = (result: ReplayResult): string[] =>
  result.verified
    ? []
    : result.mismatches.map(({ blockNumber, transactionIndex, field }) =>
        [blockNumber, transactionIndex, field].join(' '),
      );

describe('a replay on stock ethereumjs', () => {
  it('verifies a chain that our engine produced', async () => {
    const chain = await produceChain('osaka', workload);
    const stateRoot = await chain.engine.stateRoot();
    expect(await replay(chain, chain.blocks)).toEqual({
      verified: true,
      blockCount: 3,
      transactionCount: contractNames.length + 4,
      stateRoot,
      reservedGas: 0n,
    });
  });

  it('finds a gas figure that is off by one, and the root that follows from it', async () => {
    const chain = await produceChain('london', workload);
    const gasUsed = withLie(chain.blocks, (receipt) => ({ gasUsed: receipt.gasUsed + 1n }));
    expect(fieldsOf(await replay(chain, gasUsed))).toEqual(['2 1 gasUsed']);
    const cumulative = withLie(chain.blocks, (receipt) => ({
      cumulativeGasUsed: receipt.cumulativeGasUsed + 1n,
    }));
    expect(fieldsOf(await replay(chain, cumulative))).toEqual(['2 1 cumulativeGasUsed', '2  receiptsRoot']);
  });

  it('finds a byte of a log that is wrong', async () => {
    const chain = await produceChain('cancun', workload);
    const data = withLie(chain.blocks, ({ logs }) => ({
      logs: logs.map((log) => ({ ...log, data: `0x${log.data.slice(2, -1)}7` as const })),
    }));
    expect(fieldsOf(await replay(chain, data))).toEqual(['2 1 logs', '2  receiptsRoot']);
    const topic = withLie(chain.blocks, ({ logs }) => ({
      logs: logs.map((log) => ({ ...log, topics: [] })),
    }));
    expect(fieldsOf(await replay(chain, topic))).toEqual(['2 1 logs', '2 1 bloom', '2  receiptsRoot']);
  });

  it('takes reserved gas as given, and nothing that is told of it beside', async () => {
    const reserved = [store(0), step('reserve', { gasLimit: 1_000_000 }), store(1), step('reserve')];
    const chain = await produceChain('osaka', [reserved, [store(0)]]);
    const [first, second, third] = threeBlocks(chain);
    const check = (changed: Partial<ReplayedBlock>) =>
      replay(chain, [first, { ...second, ...changed }, third]);
    expect(await check({})).toMatchObject({ verified: true, reservedGas: 1_200_000n });
    expect(second.reservedGas).toEqual({ total: 1_200_000n, before: [0n, 1_000_000n] });
    expect(fieldsOf(await check({ reservedGas: { total: 1_200_000n, before: [0n, 0n] } }))).toEqual([
      '2 1 cumulativeGasUsed',
      '2  receiptsRoot',
    ]);
    expect(fieldsOf(await check({ reservedGas: { total: 1n, before: [0n, 1_000_000n] } }))).toEqual([
      '2  gasUsed',
    ]);
  });

  it('finds a base fee, a gas limit and a fullness that no header may have', async () => {
    const chain = await produceChain('osaka', workload);
    const [first, second, third] = threeBlocks(chain);
    const changed = (change: Partial<typeof second.environment>) =>
      replay(chain, [first, { ...second, environment: { ...second.environment, ...change } }, third]);
    expect(fieldsOf(await changed({ baseFeePerGasWei: 1n }))).toContain('2  baseFeePerGasWei');
    expect(fieldsOf(await changed({ gasLimit: 30_030_000n }))).toContain('2  gasLimit');
    const full = { total: 29_850_000n, before: [29_850_000n, 29_850_000n, 29_850_000n] };
    const transactions = second.transactions.map(({ transaction, receipt }) => ({
      transaction,
      receipt: { ...receipt, cumulativeGasUsed: receipt.cumulativeGasUsed + full.total },
    }));
    const crowded = { ...second, reservedGas: full, transactions, gasUsed: second.gasUsed + full.total };
    expect(fieldsOf(await replay(chain, [first, crowded, third]))).toContain('2 0 gasLimit');
  });

  it('finds a status that is wrong, with both values', async () => {
    const chain = await produceChain('istanbul', workload);
    const result = await replay(
      chain,
      withLie(chain.blocks, () => ({ status: 'reverted' })),
    );
    expect(fieldsOf(result)).toEqual(['2 1 status', '2  receiptsRoot']);
    expect(result).toMatchObject({ mismatches: [{ ours: 'reverted', stock: 'success' }, {}] });
  });

  it('finds a write to the state that no transaction made', async () => {
    const chain = await produceChain('osaka', workload);
    chain.engine.fund(`0x${'77'.repeat(20)}`, 1n);
    expect(fieldsOf(await replay(chain, chain.blocks))).toEqual(['3  stateRoot']);
  });

  it('finds a sender, a block hash and a parent that are wrong', async () => {
    const chain = await produceChain('cancun', workload);
    const [first, second, third] = threeBlocks(chain);
    const hash = `0x${'11'.repeat(32)}` as const;
    const sender = `0x${'22'.repeat(20)}` as const;
    const transactions = third.transactions.map((included) => ({
      ...included,
      transaction: { ...included.transaction, sender },
    }));
    const blocks = [first, { ...second, hash }, { ...third, transactions }];
    expect(fieldsOf(await replay(chain, blocks))).toEqual(['2  hash', '3 0 sender', '3  parentHash']);
  });

  it('reports a block that the library refuses, and stops there', async () => {
    const chain = await produceChain('osaka', workload);
    const [first, , third] = threeBlocks(chain);
    const result = await replay(chain, [first, third]);
    expect(result).toMatchObject({
      mismatches: [{ blockNumber: 3, field: 'validity', ours: 'executed' }, {}],
    });
    expect(JSON.stringify(result)).toContain("doesn't have the correct nonce");
  });

  it(`keeps the first ${maxMismatches} mismatches`, async () => {
    const chain = await produceChain('osaka', [Array(15).fill(store(0))]);
    const blocks = chain.blocks.map((block) => ({
      ...block,
      transactions: block.transactions.map(({ transaction, receipt }) => ({
        transaction,
        receipt: { ...receipt, gasUsed: 0n, effectiveGasPriceWei: 0n },
      })),
    }));
    expect(fieldsOf(await replay(chain, blocks))).toHaveLength(maxMismatches);
  });
});

const steps = fc.record<Step>({
  kind: fc.constantFrom(...contractNames, 'transfer', 'deploy', 'reserve'),
  sender: fc.nat(2),
  target: fc.nat(10),
  word: fc.nat(6),
  valueWei: fc.nat(3),
  gasLimit: fc.constantFrom(30_000, 60_000, 150_000),
  type: fc.constantFrom(0, 1, 2, 4),
});

const hardforks: readonly Hardfork[] = ['istanbul', 'muirGlacier', 'london', 'cancun', 'osaka'];

describe.each(hardforks)('on %s', (hardfork) => {
  it('stock(blocks of any workload) = ours', async () => {
    const workloads = fc.array(fc.array(steps, { maxLength: 12 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(workloads, async (random) => {
        const chain = await produceChain(hardfork, random);
        const result = await replay(chain, chain.blocks);
        expect(result).toMatchObject({ verified: true });
      }),
      { numRuns: 5 },
    );
  });
});
