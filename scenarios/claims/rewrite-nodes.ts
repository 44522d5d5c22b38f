/**
 * Whether the number of nodes protects anything. At a delay the others lose the blocks that go stale, so that the
 * attacker's share of what counts is q / (q + p (1 − s)): an approximation, as their branch then grows in no Poisson process.
 */
import { doubleSpendRatio, type Experiment, staleRatio, studyTable } from '../../sim/index.ts';
import { sequence } from './estimates.ts';
import { type Attack, intervalS, raceOften, standardErrorOf, wonRatio } from './races.ts';

const counts = [1, 2, 10, 50];
const delaysS = [0, 2];
const raceCount = 1_000;
const [attackerRatio, confirmations] = [0.3, 2];

const attacks: readonly Attack[] = delaysS.flatMap((delayS) =>
  counts.map((othersCount) => ({ attackerRatio, confirmations, othersCount, delayS })),
);

/** Of the others' blocks. */
export const othersStaleRatio = ({ attackerRatio: q, othersCount, delayS }: Attack): number =>
  staleRatio({ delayS, intervalS: intervalS / (1 - q), concentrationRatio: 1 / othersCount });

export const effectiveRatio = (attack: Attack): number => {
  const { attackerRatio: q } = attack;
  return q / (q + (1 - q) * (1 - othersStaleRatio(attack)));
};

interface Row {
  readonly attack: Attack;
  readonly won: readonly boolean[];
  /** The same races against one other node at the same delay: undone only here, and only there. */
  readonly only: { readonly here: number; readonly there: number };
  readonly expectedRatio: number;
}

const errorOf = ({ expectedRatio, won }: Row): number => standardErrorOf(expectedRatio, won.length);

/** All of them meet the same chance, so that races can be compared one by one. */
const samePlace = 100;

const wonAgainstOne = ({ delayS }: Attack, won: readonly (readonly boolean[])[]): readonly boolean[] =>
  won[attacks.findIndex((other) => other.othersCount === 1 && other.delayS === delayS)] ?? [];

const rowOf = (attack: Attack, won: readonly boolean[], againstOne: readonly boolean[]): Row => ({
  attack,
  won,
  only: {
    here: won.filter((isWon, race) => isWon && againstOne[race] === false).length,
    there: won.filter((isWon, race) => !isWon && againstOne[race] === true).length,
  },
  expectedRatio: doubleSpendRatio('exact', effectiveRatio(attack), confirmations),
});

export const rewriteNodes: Experiment = {
  id: 'nodes',
  title: 'Whether more nodes help',
  question: 'Does it get harder to rewrite history when the others are more nodes at the same share?',
  run: async (context) => {
    const won = await sequence(attacks.length, (index) =>
      raceOften(context, attacks[index] as Attack, raceCount, samePlace),
    );
    const rows = attacks.map((attack, index) => rowOf(attack, won[index] ?? [], wonAgainstOne(attack, won)));
    const table = studyTable(
      {
        id: 'nodes',
        title: 'Nodes at a constant share',
        remark: `${raceCount} races each; the attacker has ${100 * attackerRatio} %, the others share the rest evenly, z = ${confirmations}, a block every ${intervalS} s; expected: the exact form at the attacker's share of the blocks that do not go stale, an approximation where there is a delay. All rows meet the same finds at the same instants: “only here” are races that are lost against one other node, “only there” won`,
      },
      rows,
      [
        { key: 'delay_s', head: 'Delay', unit: 's', decimals: 0, value: ({ attack }) => attack.delayS },
        { key: 'others', head: 'Other nodes', decimals: 0, value: ({ attack }) => attack.othersCount },
        {
          key: 'stale_percent',
          head: 'Their stale',
          unit: '%',
          decimals: 1,
          value: ({ attack }) => 100 * othersStaleRatio(attack),
        },
        {
          key: 'effective_percent',
          head: 'Share that counts',
          unit: '%',
          decimals: 1,
          value: ({ attack }) => 100 * effectiveRatio(attack),
        },
        {
          key: 'expected_percent',
          head: 'Expected',
          unit: '%',
          decimals: 1,
          value: ({ expectedRatio }) => 100 * expectedRatio,
        },
        {
          key: 'observed_percent',
          head: 'Observed',
          unit: '%',
          decimals: 1,
          value: (row) => 100 * wonRatio(row.won),
        },
        {
          key: 'standard_error_percent',
          head: 'SE',
          unit: '%',
          decimals: 1,
          value: (row) => 100 * errorOf(row),
        },
        {
          key: 'off_se',
          head: 'off',
          unit: 'SE',
          decimals: 1,
          value: (row) => Math.round((10 * (wonRatio(row.won) - row.expectedRatio)) / errorOf(row)) / 10,
        },
        { key: 'only_here', head: 'Only here', decimals: 0, value: ({ only }) => only.here },
        { key: 'only_there', head: 'Only there', decimals: 0, value: ({ only }) => only.there },
      ],
    );
    return { tables: [table], findings: findings(rows) };
  },
};

const findings = (rows: readonly Row[]): string[] => {
  const still = rows.filter(({ attack }) => attack.delayS === 0);
  const changed = still.reduce((sum, { only }) => sum + only.here + only.there, 0);
  const most = rows.filter(({ attack }) => attack.delayS > 0).at(-1);
  const one = rows.find(({ attack }) => attack.delayS > 0 && attack.othersCount === 1);
  const percent = (row: Row | undefined): string => `${(100 * wonRatio(row?.won ?? [])).toFixed(1)} %`;
  return [
    '“As the number of nodes in the system increases … can gradually increase the difficulty of tampering”: not by their number. Without ' +
      `delay, of ${raceCount} races against 1, 2, 10 and 50 nodes with the same share together, ${changed} end differently.`,
    `With a delay of ${most?.attack.delayS} s more nodes make it no harder either: against ${most?.attack.othersCount}, ${percent(most)} are undone, against one ${percent(one)}; ` +
      `${most?.only.here} races are won only against the many, ${most?.only.there} only against the one, because some of what the many find goes stale, and nothing ` +
      'of what the attacker finds. What protects is hash power that he does not have, and waiting.',
  ];
};
