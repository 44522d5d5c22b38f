/** From the paper's contract to one word per pair and to batches: what each step gains, and what it gives up. */
import { type ColumnOf, defineStudy, type Experiment, studyTable } from '../sim/index.ts';
import { type Climbed, capacity, climb } from './consent/ladder/climb.ts';
import type { Effort } from './consent/ladder/rung-scenario.ts';
import { rungs } from './consent/ladder/rungs.ts';

const effort: Effort = { encounters: 500, encountersPerS: 7, readsPerRoot: 1_000 };

const rungColumns = (all: readonly Climbed[]): readonly ColumnOf<Climbed>[] => {
  const gainOf = ({ rung, gas }: Climbed): number | null => {
    const before = all.find(({ rung: { title } }) => title === rung.above);
    return before === undefined ? null : before.gas / gas;
  };
  return [
    { key: 'step', head: 'Step', value: ({ rung }) => rung.title },
    { key: 'transactions', head: 'Transactions', decimals: 0, value: ({ transactions }) => transactions },
    { key: 'gas_million', head: 'Gas', unit: 'million', decimals: 1, value: ({ gas }) => gas / 1e6 },
    { key: 'carried_per_s', head: 'Carried', unit: '1/s', decimals: 2, value: (of) => of.carriedPerS },
    { key: 'served_per_s', head: 'Served', unit: '1/s', decimals: 2, value: (of) => of.servedPerS },
    { key: 'grant_p95_s', head: 'Grant p95', unit: 's', decimals: 1, value: (of) => of.grantP95S },
    { key: 'gain', head: 'Gain', unit: '×', decimals: 2, value: gainOf },
    { key: 'above', head: 'over', value: ({ rung }) => rung.above ?? null },
  ];
};

/** Figures per 1,000 encounters are scaled from the number that was run; of revocations at least one is. */
const remark =
  `transactions and gas per 1,000 encounters; carried: encounters per second that full blocks hold, ${capacity.gasLimit.toLocaleString('en-US')} gas / ` +
  `${capacity.intervalS} s / gas of one; served and p95 (from the decision to the block): measured at ${effort.encountersPerS} encounters per second offered, ` +
  `${effort.encounters.toLocaleString('en-US')} of them with Poisson arrivals, so beyond what is carried the delay grows with their number; gain: gas of the other step / gas`;

const ladder: Experiment = {
  id: 'ladder',
  title: 'The ladder',
  question: 'How much more does the same chain carry with each optimisation, and what is given up for it?',
  run: async (context) => {
    const all: Climbed[] = [];
    for (const rung of rungs) all.push(await climb(context, rung, effort));
    return {
      tables: [
        studyTable({ id: 'steps', title: 'What each step gains', remark }, all, [...rungColumns(all)]),
      ],
      findings: rungs.map(({ title, givesUp }) => `${title}: ${givesUp}`),
    };
  },
};

export default defineStudy({
  name: 'ladder',
  title: 'What each optimisation gains',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, conclusion',
  claimed: [
    'Future work is to raise the block rate and the throughput. The paper says neither how nor by how much.',
  ],
  unknown: [
    'The mix of operations in a hospital: request : grant : read : revoke as 37 : 32 : 1,000 : 0.3 is an assumption, and reads decide the figures.',
  ],
  experiments: [ladder],
});
