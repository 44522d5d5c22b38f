/**
 * How much work a block must prove, from its parent and its time: the rules of Ethereum in exact integers.
 *
 * - homestead (EIP-2 §Specification): parent + parent // 2048 · max(1 − (t − t_parent) // 10, −99);
 * - byzantium (EIP-100 §Specification): the same with max((2 if the parent has uncles else 1) − (t − t_parent) // 9, −99),
 *   so that uncles count as blocks and cannot be used to raise the issuance;
 * - constant: for closed forms.
 * Neither falls below 131,072 (Yellow Paper §4.4.3, D_0), or below the parent's where that is less. The difficulty bomb
 * is not modelled: in early 2021 it was 2^29 of 6 · 10^15 (EIP-2384 had put it off).
 */
import type { TreeBlock } from './block-tree.ts';

export const difficultyRules = ['constant', 'homestead', 'byzantium'] as const;
export type DifficultyRule = (typeof difficultyRules)[number];

const boundDivisor = 2_048n;
const leastDifficulty = 131_072n;
const mostDownSteps = 99;
const homesteadStepS = 10;
const byzantiumStepS = 9;

/** No child is easier than this share of its parent: 99 steps down. */
export const leastChildRatio = (2_048 - mostDownSteps) / 2_048;

export type DifficultyParent = Pick<TreeBlock, 'difficulty' | 'timestampS' | 'uncles'>;

/** Of a child with this timestamp, in whole seconds. */
export const nextDifficulty = (
  rule: DifficultyRule,
  parent: DifficultyParent,
  timestampS: number,
): bigint => {
  const { difficulty } = parent;
  if (rule === 'constant') return difficulty;
  const steps = Math.max(stepsUp(rule, parent, timestampS - parent.timestampS), -mostDownSteps);
  const next = difficulty + (difficulty / boundDivisor) * BigInt(steps);
  const floor = difficulty < leastDifficulty ? difficulty : leastDifficulty;
  return next < floor ? floor : next;
};

const stepsUp = (rule: 'homestead' | 'byzantium', { uncles }: DifficultyParent, elapsedS: number): number =>
  rule === 'homestead'
    ? 1 - Math.floor(elapsedS / homesteadStepS)
    : (uncles.length > 0 ? 2 : 1) - Math.floor(elapsedS / byzantiumStepS);
