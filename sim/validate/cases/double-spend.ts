/** V17: the race of an attacker against the honest miners, by trial, and the published tables, digit for digit. */
import { createRandom } from '../../kernel/random-stream.ts';
import { type DoubleSpendModel, doubleSpendRatio } from '../../theory/double-spend.ts';
import type { ExactCase, SampledCase, ValidationCase } from '../case.ts';

const group = 'double spend';

/** So far behind nobody catches up: (3/7)^60 is below 10^−22. */
const hopelessDeficit = 60;
const trialCount = 20_000;

/** Each block is the attacker's with probability q; after z honest blocks it wins as soon as it draws level. */
const succeeds = (attackerRatio: number, confirmations: number, uniform: () => number): boolean => {
  let [honest, own] = [0, 0];
  while (honest < confirmations)
    if (uniform() < attackerRatio) own += 1;
    else honest += 1;
  while (own < honest && honest - own < hopelessDeficit)
    if (uniform() < attackerRatio) own += 1;
    else honest += 1;
  return own >= honest;
};

const raceCase = (id: string, attackerRatio: number, confirmations: number): SampledCase => ({
  kind: 'sampled',
  id,
  group,
  title: `an attacker with ${attackerRatio} of the hash power, after ${confirmations} confirmations`,
  parameters: { q: attackerRatio, z: confirmations, trials: trialCount },
  source: 'Rosenfeld 2014; Grunspan & Pérez-Marco 2018',
  length: 'short',
  expectations: [
    {
      figure: 'success',
      unit: '',
      expected: doubleSpendRatio('exact', attackerRatio, confirmations),
      decimals: 5,
    },
  ],
  observe: (seed) => {
    const random = createRandom(seed);
    let successCount = 0;
    for (let trial = 0; trial < trialCount; trial += 1)
      if (succeeds(attackerRatio, confirmations, random.uniform)) successCount += 1;
    return { success: successCount / trialCount };
  },
});

interface Row {
  readonly model: DoubleSpendModel;
  readonly attackerRatio: number;
  readonly decimals: number;
  /** By confirmations, from `first` in steps of `step`. */
  readonly first: number;
  readonly step: number;
  readonly values: readonly number[];
}

const rows: readonly Row[] = [
  {
    ...{ model: 'nakamoto', attackerRatio: 0.1, decimals: 7, first: 1, step: 1 },
    values: [
      0.2045873, 0.0509779, 0.0131722, 0.0034552, 0.0009137, 0.0002428, 0.0000647, 0.0000173, 0.0000046,
      0.0000012,
    ],
  },
  {
    ...{ model: 'nakamoto', attackerRatio: 0.3, decimals: 7, first: 5, step: 5 },
    values: [
      0.1773523, 0.0416605, 0.0101008, 0.0024804, 0.0006132, 0.0001522, 0.0000379, 0.0000095, 0.0000024,
      0.0000006,
    ],
  },
  {
    ...{ model: 'exact', attackerRatio: 0.1, decimals: 7, first: 1, step: 1 },
    values: [0.2, 0.056, 0.01712, 0.005456, 0.0017818, 0.0005914, 0.0001986, 0.0000672, 0.0000229, 0.0000079],
  },
  {
    ...{ model: 'exact', attackerRatio: 0.2, decimals: 6, first: 1, step: 1 },
    values: [0.4, 0.208, 0.11584, 0.066688, 0.039163, 0.023308, 0.014007, 0.008479, 0.005163, 0.003158],
  },
  {
    ...{ model: 'exact', attackerRatio: 0.3, decimals: 6, first: 1, step: 1 },
    values: [0.6, 0.432, 0.32616, 0.252072, 0.197617, 0.15645],
  },
];

const entries = rows.flatMap(({ model, attackerRatio, decimals, first, step, values }) =>
  values.map((expected, index) => {
    const confirmations = first + index * step;
    return {
      figure: `${model}, q ${attackerRatio}, z ${confirmations}`,
      model,
      attackerRatio,
      confirmations,
      expected,
      decimals,
    };
  }),
);

const tablesCase: ExactCase = {
  kind: 'exact',
  id: 'V17d',
  group,
  title: 'the published tables of probabilities',
  parameters: { entries: entries.length },
  source: 'Nakamoto 2008, section 11; Rosenfeld 2014',
  length: 'short',
  expectations: entries.map(({ figure, expected, decimals }) => ({ figure, unit: '', expected, decimals })),
  observe: () =>
    Object.fromEntries(
      entries.map(({ figure, attackerRatio, confirmations, model }) => [
        figure,
        doubleSpendRatio(model, attackerRatio, confirmations),
      ]),
    ),
};

export const doubleSpendCases: readonly ValidationCase[] = [
  raceCase('V17a', 0.3, 2),
  raceCase('V17b', 0.3, 6),
  raceCase('V17c', 0.2, 3),
  tablesCase,
];
