/** Other people's transactions in our blocks: V15b what they make of the base fee, V16b what they leave of the capacity. */

import type { BlockSummary } from '../../chain/chain.ts';
import { nextBaseFeeWei } from '../../ethereum/fees.ts';
import { constant } from '../../kernel/distributions.ts';
import type { BackgroundFees, BackgroundProfile } from '../../pool/background-profile.ts';
import type { ChainProfile } from '../../profile/profile.ts';
import type { ExactCase, ValidationCase } from '../case.ts';
import { bareProfile, runQueueing } from '../queueing-experiment.ts';

const group = 'fee market and capacity';
const slotMs = 12_000;
const perBlock = 100;
const transferGas = 21_000n;
const initialWei = 1_000_000_000n;

/** Transfers at even intervals. What comes at the instant of a block is for the next, so the first block has one less. */
const evenly = (perSlot: number, fees: BackgroundFees): BackgroundProfile => ({
  arrivals: { kind: 'intervals', intervalMs: constant(slotMs / perSlot) },
  gas: Number(transferGas),
  fees,
  byteCount: 0,
});

const blocksOf = async (
  changes: Partial<ChainProfile>,
  blockCount: number,
  ourCount = 0,
): Promise<readonly BlockSummary[]> => {
  const profile = { ...bareProfile({ kind: 'slots', intervalMs: slotMs }, perBlock), ...changes };
  const arrivalsMs = Array.from({ length: ourCount }, () => 0);
  return (await runQueueing({ profile, arrivalsMs, settleMs: blockCount * slotMs, seed: 1 })).blocks;
};

const baseFeeUnder = async (perSlot: number, blockCount: number): Promise<number> => {
  const fees = { kind: 'relative', priorityFeeWei: 1n, maxFeeOverBaseRatio: 2 } as const;
  const market: Partial<ChainProfile> = {
    hardfork: 'osaka',
    fees: { market: 'eip1559', initialBaseFeeWei: initialWei, priorityFeeWei: 1n },
    background: evenly(perSlot, fees),
  };
  return Number((await blocksOf(market, blockCount)).at(-1)?.baseFeePerGasWei);
};

/** By the rule alone: the first block lacks one, all others hold as many. */
const baseFeeByRule = (perSlot: number, blockCount: number): number => {
  const gasLimit = transferGas * BigInt(perBlock);
  let baseFeePerGasWei = initialWei;
  for (let block = 1; block < blockCount; block += 1) {
    const gasUsed = transferGas * BigInt(block === 1 ? perSlot - 1 : perSlot);
    baseFeePerGasWei = nextBaseFeeWei({ gasLimit, gasUsed, baseFeePerGasWei });
  }
  return Number(baseFeePerGasWei);
};

const loads = [
  { figure: 'half full, 2 blocks', perSlot: 50, blockCount: 2 },
  { figure: 'half full, 500 blocks', perSlot: 50, blockCount: 500 },
  { figure: 'full, 30 blocks', perSlot: 100, blockCount: 30 },
  { figure: 'a quarter, 30 blocks', perSlot: 25, blockCount: 30 },
] as const;

const baseFeeCase: ExactCase = {
  kind: 'exact',
  id: 'V15b',
  group,
  title: 'other people’s gas moves the base fee as gas of ours would; at half capacity it stays',
  parameters: { 'transfers per block': perBlock, 'slot /s': slotMs / 1000 },
  source: 'EIP-1559, applied to what each block must hold',
  length: 'short',
  expectations: loads.map(({ figure, perSlot, blockCount }) => ({
    figure,
    unit: 'wei',
    expected: baseFeeByRule(perSlot, blockCount),
    decimals: 0,
  })),
  observe: async () =>
    Object.fromEntries(
      await Promise.all(
        loads.map(async ({ figure, perSlot, blockCount }) => [
          figure,
          await baseFeeUnder(perSlot, blockCount),
        ]),
      ),
    ),
};

/** Of the second block, when there are more than enough of ours at 10 wei. */
const oursBeside = async (othersPriceWei: bigint): Promise<number> => {
  const background = evenly(60, { kind: 'gas-price', gasPriceWei: othersPriceWei });
  const [, second] = await blocksOf({ background }, 2, 1_000);
  return second?.transactionCount ?? Number.NaN;
};

const shareCase: ExactCase = {
  kind: 'exact',
  id: 'V16b',
  group,
  title: 'dearer transactions of others take their part of a full block, cheaper ones none',
  parameters: { 'transfers per block': perBlock, 'of others per slot': 60 },
  source: 'arithmetic: 100 − 60 are left of each block',
  length: 'short',
  expectations: [
    { figure: 'ours, others dearer', unit: 'transfers', expected: 40, decimals: 0 },
    { figure: 'ours, others cheaper', unit: 'transfers', expected: 100, decimals: 0 },
  ],
  observe: async () => ({
    'ours, others dearer': await oursBeside(20n),
    'ours, others cheaper': await oursBeside(5n),
  }),
};

export const backgroundCases: readonly ValidationCase[] = [baseFeeCase, shareCase];
