/** Integers that consensus prescribes: V15 base fees, V16 what a block holds, V25 how the gas limit moves. */
import { nextBaseFeeWei } from '../../ethereum/fees.ts';
import { blocksToMoveGasLimit, capacityTps } from '../../theory/gas-limit.ts';
import type { ExactCase, Expectation, ValidationCase } from '../case.ts';
import { bareProfile, runQueueing } from '../queueing-experiment.ts';

const gwei = 1_000_000_000n;

interface Blocks {
  readonly baseFeePerGasWei: bigint;
  readonly gasLimit: bigint;
  /** Of each block in turn. */
  readonly gasUsed: readonly bigint[];
}

const after = ({ baseFeePerGasWei, gasLimit, gasUsed }: Blocks): number =>
  Number(
    gasUsed.reduce(
      (fee, used) => nextBaseFeeWei({ baseFeePerGasWei: fee, gasLimit, gasUsed: used }),
      baseFeePerGasWei,
    ),
  );

const limit = 20_000_000n;
const full = (count: number): readonly bigint[] => Array.from({ length: count }, () => limit);
const empty = (count: number): readonly bigint[] => Array.from({ length: count }, () => 0n);
const pairs = (count: number): readonly bigint[] => full(count).flatMap((gas) => [gas, 0n]);

const from = (baseFeePerGasWei: bigint, gasUsed: readonly bigint[], gasLimit = limit): number =>
  after({ baseFeePerGasWei, gasLimit, gasUsed });

/** The figure's name, what the rule gives, and the published integer. */
const baseFees: readonly (readonly [figure: string, observed: () => number, expectedWei: number])[] = [
  ['1 gwei, at target', () => from(gwei, [10_000_000n]), 1_000_000_000],
  ['1 gwei, 10 % below', () => from(gwei, [9_000_000n]), 987_500_000],
  ['1 gwei, 10 % above', () => from(gwei, [11_000_000n]), 1_012_500_000],
  // Block 12,965,000, the first of London: 15,014,561 is its gas target.
  ['London block', () => from(gwei, [30_025_257n], 2n * 15_014_561n), 1_124_967_822],
  ['100 gwei, 1 full', () => from(100n * gwei, full(1)), 112_500_000_000],
  ['100 gwei, 2 full', () => from(100n * gwei, full(2)), 126_562_500_000],
  ['100 gwei, 8 full', () => from(100n * gwei, full(8)), 256_578_451_392],
  ['100 gwei, 10 full', () => from(100n * gwei, full(10)), 324_732_102_543],
  ['100 gwei, 50 full', () => from(100n * gwei, full(50)), 36_109_886_416_727],
  ['1 gwei, 10 empty', () => from(gwei, empty(10)), 263_075_578],
  ['1 gwei, 100 pairs', () => from(gwei, pairs(100)), 207_041_572],
  ['7 wei, empty', () => from(7n, empty(1)), 7],
  ['7 wei, full', () => from(7n, full(1)), 8],
];

const exactly = (figure: string, unit: string, expected: number, decimals = 0): Expectation => ({
  figure,
  unit,
  expected,
  decimals,
});

const baseFeeCase: ExactCase = {
  kind: 'exact',
  id: 'V15',
  group: 'fee market and capacity',
  title: 'the base fee follows from block to block by the integer rule',
  parameters: { 'gas limit': Number(limit) },
  source: 'EIP-1559; London block 12,965,000',
  length: 'short',
  expectations: baseFees.map(([figure, , expectedWei]) => exactly(figure, 'wei', expectedWei)),
  observe: () => Object.fromEntries(baseFees.map(([figure, observed]) => [figure, observed()])),
};

const capacities = [
  { gasLimit: 12_500_000, intervalS: 13.2, count: 595, tps: 45.08 },
  { gasLimit: 15_000_000, intervalS: 13.2, count: 714, tps: 54.09 },
  { gasLimit: 36_000_000, intervalS: 12, count: 1_714, tps: 142.83 },
  { gasLimit: 45_000_000, intervalS: 12, count: 2_142, tps: 178.5 },
  { gasLimit: 60_000_000, intervalS: 12, count: 2_857, tps: 238.08 },
] as const;

/** Three thousand transfers wait when the slot comes; the builder fills one block. */
const filledBlock = async (gasLimit: number, intervalMs: number): Promise<number> => {
  const profile = { ...bareProfile({ kind: 'slots', intervalMs }), blockGasLimit: BigInt(gasLimit) };
  const arrivalsMs = Array.from({ length: 3_000 }, () => 0);
  const { blocks } = await runQueueing({ profile, arrivalsMs, settleMs: intervalMs, seed: 1 });
  return blocks[0]?.transactionCount ?? Number.NaN;
};

const capacityCase: ExactCase = {
  kind: 'exact',
  id: 'V16',
  group: 'fee market and capacity',
  title: 'plain transfers that a block holds, and per second',
  parameters: { 'gas of a transfer': 21_000 },
  source: 'arithmetic: ⌊gas limit / 21,000⌋, over the interval',
  length: 'short',
  expectations: capacities.flatMap(({ gasLimit, count, tps }) => [
    exactly(`${gasLimit / 1e6} M gas`, 'transfers', count),
    exactly(`${gasLimit / 1e6} M gas, rate`, 'per s', tps, 2),
  ]),
  observe: async () => {
    const observed: Record<string, number> = {};
    for (const { gasLimit, intervalS } of capacities) {
      const count = await filledBlock(gasLimit, intervalS * 1000);
      observed[`${gasLimit / 1e6} M gas`] = count;
      observed[`${gasLimit / 1e6} M gas, rate`] = capacityTps(count, intervalS);
    }
    return observed;
  },
};

/** From the chain's own blocks: the number of the first that has the target. */
const blocksToReach = async (blockGasLimit: bigint, gasLimitTarget: bigint): Promise<number> => {
  const producer = { kind: 'slots', intervalMs: 1_000 } as const;
  const profile = { ...bareProfile(producer), blockGasLimit, gasLimitTarget };
  const { blocks } = await runQueueing({ profile, arrivalsMs: [], settleMs: 600_000, seed: 1 });
  return blocks.find(({ gasLimit }) => gasLimit === gasLimitTarget)?.number ?? Number.NaN;
};

const driftCase: ExactCase = {
  kind: 'exact',
  id: 'V25',
  group: 'fee market and capacity',
  title: 'blocks that it takes to move the gas limit',
  parameters: { 'step per block': 'parent/1024 − 1 at most' },
  source: 'Yellow Paper, section 4.3.4',
  length: 'short',
  expectations: [
    exactly('12.5 to 15 M', 'blocks', blocksToMoveGasLimit(12_500_000n, 15_000_000n)),
    exactly('36 to 60 M', 'blocks', blocksToMoveGasLimit(36_000_000n, 60_000_000n)),
    exactly('45 to 60 M', 'blocks', blocksToMoveGasLimit(45_000_000n, 60_000_000n)),
    exactly('15 to 12.5 M', 'blocks', blocksToMoveGasLimit(15_000_000n, 12_500_000n)),
  ],
  observe: async () => ({
    '12.5 to 15 M': await blocksToReach(12_500_000n, 15_000_000n),
    '36 to 60 M': await blocksToReach(36_000_000n, 60_000_000n),
    '45 to 60 M': await blocksToReach(45_000_000n, 60_000_000n),
    '15 to 12.5 M': await blocksToReach(15_000_000n, 12_500_000n),
  }),
};

export const feeAndCapacityCases: readonly ValidationCase[] = [baseFeeCase, capacityCase, driftCase];
