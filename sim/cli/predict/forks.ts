/** Double spends and stale blocks as `bench predict` prints them. Keys are those of `--json`. */
import {
  confirmationsForRisk,
  type DoubleSpendModel,
  doubleSpendModels,
  doubleSpendRatio,
} from '../../theory/double-spend.ts';
import {
  concentration,
  equalConcentration,
  staleRatio,
  uncleRatioOfMain,
} from '../../theory/stale-blocks.ts';
import type { DoubleSpendQuestion, StaleQuestion } from './question.ts';

export interface DoubleSpendAnswer {
  readonly formula: DoubleSpendModel;
  /** Null: no number of confirmations is enough, or none that anybody would wait for. */
  readonly confirmations: number | null;
  /** At that depth; null where there is none. */
  readonly doubleSpendRatio: number | null;
}

export const doubleSpendAnswers = ({ attackerRatio, depth }: DoubleSpendQuestion): DoubleSpendAnswer[] =>
  doubleSpendModels.map((formula) => {
    const confirmations =
      'confirmations' in depth
        ? depth.confirmations
        : confirmationsForRisk(formula, attackerRatio, depth.riskRatio);
    return confirmations === undefined
      ? { formula, confirmations: null, doubleSpendRatio: null }
      : { formula, confirmations, doubleSpendRatio: doubleSpendRatio(formula, attackerRatio, confirmations) };
  });

export interface StaleAnswer {
  /** Δ/T. */
  readonly delayRatio: number;
  /** Σα²: the probability that two blocks have the same miner. */
  readonly concentrationRatio: number;
  readonly staleOfAllRatio: number;
  /** Null where so many blocks go stale that none is left to count by. */
  readonly unclesOfMainRatio: number | null;
}

export const staleAnswer = ({ delayS, intervalS, miners }: StaleQuestion): StaleAnswer => {
  const concentrationRatio = concentrationOf(miners);
  const staleOfAllRatio = staleRatio({ delayS, intervalS, concentrationRatio });
  return {
    delayRatio: delayS / intervalS,
    concentrationRatio,
    staleOfAllRatio,
    unclesOfMainRatio: staleOfAllRatio < 1 ? uncleRatioOfMain(staleOfAllRatio) : null,
  };
};

const concentrationOf = (miners: StaleQuestion['miners']): number => {
  if (miners === 'infinitely many') return 0;
  return 'count' in miners ? equalConcentration(miners.count) : concentration(miners.shares);
};
