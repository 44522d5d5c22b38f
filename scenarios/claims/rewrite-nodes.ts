/**
 * Whether the number of nodes protects anything. At a delay the others lose the blocks that go stale, so that the
 * attacker's share of what counts is q / (q + p (1 − s)): an approximation, as their branch then grows in no Poisson process.
 */
import { doubleSpendRatio, type Experiment, staleRatio, studyTable } from '../../sim/index.ts';
import { sequence } from './estimates.ts';
import { type Attack, intervalS, standardErrorOf, type Tally, tally, wonRatio } from './races.ts';

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
  readonly tally: Tally;
  readonly expectedRatio: number;
}

const errorOf = ({ expectedRatio, tally: { raceCount: count } }: Row): number =>
  standardErrorOf(expectedRatio, count);

export const rewriteNodes: Experiment = {
  id: 'nodes',
  title: 'Whether more nodes help',
  question: 'Does it get harder to rewrite history when the others are more nodes at the same share?',
  run: async (context) => {
    const rows = await sequence(attacks.length, async (index): Promise<Row> => {
      const attack = attacks[index] as Attack;
      return {
        attack,
        tally: await tally(context, attack, raceCount, 100 + index),
        expectedRatio: doubleSpendRatio('exact', effectiveRatio(attack), confirmations),
      };
    });
    const table = studyTable(
      {
        id: 'nodes',
        title: 'Nodes at a constant share',
        remark: `${raceCount} races each; the attacker has ${100 * attackerRatio} %, the others share the rest evenly, z = ${confirmations}, a block every ${intervalS} s; expected: the exact form at the attacker's share of the blocks that do not go stale, an approximation where there is a delay`,
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
          value: (row) => 100 * wonRatio(row.tally),
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
          value: (row) => Math.round((10 * (wonRatio(row.tally) - row.expectedRatio)) / errorOf(row)) / 10,
        },
      ],
    );
    return { tables: [table], findings: findings(rows) };
  },
};

const findings = (rows: readonly Row[]): string[] => {
  const expected = (delayS: number, othersCount: number): string => {
    const found = rows.find(({ attack }) => attack.delayS === delayS && attack.othersCount === othersCount);
    return `${(100 * (found?.expectedRatio ?? Number.NaN)).toFixed(1)} %`;
  };
  return [
    '“As the number of nodes in the system increases … can gradually increase the difficulty of tampering”: not by their number. Without delay 1 ' +
      `and 50 nodes at the same share are rewritten alike (${expected(0, 1)}).`,
    `With a delay of 2 s more nodes make it easier, if anything (${expected(2, 1)} against 1, ${expected(2, 50)} against 50): the more there are, the ` +
      'more of their blocks go stale, while the attacker loses none. What protects is hash power that he does not have, and waiting.',
  ];
};
