/** How often a branch of one's own overtakes z confirmations: races on headers against the exact formula. */
import {
  doubleSpendRatio,
  type Experiment,
  racedDoubleSpendRatio,
  type StudyContext,
  studyTable,
} from '../../sim/index.ts';
import { sequence } from './estimates.ts';
import { type Attack, giveUpBlocksOf, raceOften, standardErrorOf, wonRatio } from './races.ts';

const shares = [0.1, 0.2, 0.3, 0.4, 0.45, 0.5];
const depths = [1, 2, 6];
const raceCount = 1_000;

export interface Odds {
  readonly attack: Attack;
  readonly won: readonly boolean[];
  /** Of one who never gives up. */
  readonly exactRatio: number;
  /** Of one who gives up where ours does: what the races must show. */
  readonly racedRatio: number;
}

export const oddsOf = async (
  context: Pick<StudyContext, 'race'>,
  attack: Attack,
  count: number,
  place: number,
): Promise<Odds> => {
  const { attackerRatio, confirmations } = attack;
  return {
    attack,
    won: await raceOften(context, attack, count, place),
    exactRatio: doubleSpendRatio('exact', attackerRatio, confirmations),
    racedRatio: racedDoubleSpendRatio({
      attackerRatio,
      confirmations,
      giveUpBlocks: giveUpBlocksOf(attackerRatio),
    }),
  };
};

const errorOf = ({ racedRatio, won }: Odds): number => standardErrorOf(racedRatio, won.length);

export const errorsOff = (odds: Odds): number => (wonRatio(odds.won) - odds.racedRatio) / errorOf(odds);

const attacks: readonly Attack[] = shares.flatMap((attackerRatio) =>
  depths.map((confirmations) => ({ attackerRatio, confirmations, othersCount: 1, delayS: 0 })),
);

export const rewriteOdds: Experiment = {
  id: 'odds',
  title: 'How often history is rewritten',
  question: 'With which probability does a share of the hash rate undo what has so many confirmations?',
  run: async (context) => {
    const all = await sequence(attacks.length, (place) =>
      oddsOf(context, attacks[place] as Attack, raceCount, place),
    );
    const table = studyTable(
      {
        id: 'odds',
        title: 'Rewritten after z confirmations',
        remark: `${raceCount} races each. Exact: Rosenfeld 2014, Grunspan and Pérez-Marco 2018, in the model that the attacker has one block ahead when he sends what he will undo, needs a longer branch, and never gives up. Ours gives up 20 blocks behind (30 with 40 %, 60 with more), which takes off what “gives up” says; expected is the exact probability of that`,
      },
      all,
      [
        { key: 'attacker_ratio', head: 'q', decimals: 2, value: ({ attack }) => attack.attackerRatio },
        { key: 'confirmations', head: 'z', decimals: 0, value: ({ attack }) => attack.confirmations },
        {
          key: 'exact_percent',
          head: 'Exact',
          unit: '%',
          decimals: 3,
          value: ({ exactRatio }) => 100 * exactRatio,
        },
        {
          key: 'bias_percent',
          head: 'Gives up',
          unit: '%',
          decimals: 3,
          value: ({ exactRatio, racedRatio }) => shortfallPercent(exactRatio - racedRatio),
        },
        {
          key: 'expected_percent',
          head: 'Expected',
          unit: '%',
          decimals: 3,
          value: ({ racedRatio }) => 100 * racedRatio,
        },
        {
          key: 'observed_percent',
          head: 'Observed',
          unit: '%',
          decimals: 3,
          value: (odds) => 100 * wonRatio(odds.won),
        },
        {
          key: 'standard_error_percent',
          head: 'SE',
          unit: '%',
          decimals: 3,
          value: (odds) => 100 * errorOf(odds),
        },
        {
          key: 'off_se',
          head: 'off',
          unit: 'SE',
          decimals: 1,
          value: (odds) => Math.round(10 * errorsOff(odds)) / 10,
        },
      ],
    );
    return { tables: [table], findings: findings(all) };
  },
};

/** Below a billionth it is rounding. */
const shortfallPercent = (shortfall: number): number => (shortfall < 1e-9 ? 0 : 100 * shortfall);

const findings = (all: readonly Odds[]): string[] => {
  const worst = Math.max(...all.map((odds) => Math.abs(errorsOff(odds))));
  const at = (q: number, z: number): string => {
    const found = all.find(({ attack }) => attack.attackerRatio === q && attack.confirmations === z);
    return `${(100 * (found?.exactRatio ?? Number.NaN)).toPrecision(2)} %`;
  };
  const below = all.filter(({ attack }) => attack.attackerRatio < 0.5);
  const bias = Math.max(...below.map((odds) => (odds.exactRatio - odds.racedRatio) / errorOf(odds)));
  return [
    `“Only … 51% attacks”: no such threshold protects what is recent. Whoever has 30 % undoes one confirmation in ${at(0.3, 1)} of attempts and six in ` +
      `${at(0.3, 6)}; with 10 % it is ${at(0.1, 1)} and ${at(0.1, 6)}. From half on it is a matter of patience alone.`,
    `The races agree with the formula to ${worst.toFixed(1)} standard errors at most. That ours gives up moves no probability below q = ½ by more than ` +
      `${bias.toPrecision(1)} standard errors; at q = ½ it does, as the column says, and the exact form has 100 %.`,
  ];
};
