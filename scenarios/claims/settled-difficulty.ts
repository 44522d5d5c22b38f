/** Where difficulty comes to rest, by number of nodes and by hash power: expected D = T · H, T from the closed form. */
import { type Experiment, type Mined, type StudyContext, studyTable } from '../../sim/index.ts';
import { equalShares, minersOf, noDelay, targetS, unitHashRatePerS } from './byzantium-miners.ts';
import { type Estimate, estimateColumns, estimateOf, offColumn, sequence } from './estimates.ts';

interface Network {
  readonly nodeCount: number;
  /** In units; what all nodes have together. */
  readonly hashPower: number;
}

const networks: readonly Network[] = [
  { nodeCount: 1, hashPower: 1 },
  { nodeCount: 10, hashPower: 1 },
  { nodeCount: 100, hashPower: 1 },
  { nodeCount: 1, hashPower: 0.001 },
  { nodeCount: 10, hashPower: 10 },
  { nodeCount: 100, hashPower: 100 },
];

export interface Precision {
  readonly replicationCount: number;
  readonly blockCount: number;
}

interface Settled extends Network {
  readonly intervalS: Estimate;
  /** In units of T · H for one unit of hash power. */
  readonly difficulty: Estimate;
}

/** Mean interval and mean difficulty of the second half. */
const settledHalf = ({ blocks }: Mined): { readonly intervalS: number; readonly difficulty: number } => {
  const half = blocks.slice(Math.floor(blocks.length / 2));
  const windowMs = (half.at(-1)?.timeMs ?? Number.NaN) - (half[0]?.timeMs ?? Number.NaN);
  const sum = half.reduce((total, { difficulty }) => total + difficulty, 0);
  return {
    intervalS: windowMs / (half.length - 1) / 1000,
    difficulty: sum / half.length / (targetS * unitHashRatePerS),
  };
};

/** Every network draws its own chance: none agrees with another merely because both met the same. */
export const settle = async (
  context: Pick<StudyContext, 'mine'>,
  { replicationCount, blockCount }: Precision,
): Promise<readonly Settled[]> =>
  sequence(networks.length, async (row) => {
    const network = networks[row] as Network;
    const miners = minersOf(equalShares(network.nodeCount), network.hashPower);
    const halves = await sequence(replicationCount, async (index) =>
      settledHalf(
        await context.mine({
          miners,
          links: noDelay,
          blockCount,
          replication: row * replicationCount + index,
        }),
      ),
    );
    return {
      ...network,
      intervalS: estimateOf(halves.map(({ intervalS }) => intervalS)),
      difficulty: estimateOf(halves.map(({ difficulty }) => difficulty)),
    };
  });

export const settledDifficulty: Experiment = {
  id: 'settled',
  title: 'Where difficulty comes to rest',
  question:
    'Does difficulty follow the number of nodes or their hash power, and which of them decides the block time?',
  run: async (context) => {
    const precision = { replicationCount: 10, blockCount: 12_000 };
    const rows = await settle(context, precision);
    const table = studyTable(
      {
        id: 'settled',
        title: 'Nodes and hash power',
        remark: `means over the second half of ${precision.blockCount} blocks, ± standard error over ${precision.replicationCount} replications; difficulty in units of what one unit of hash power comes to; expected: the closed form for integer timestamps, which leaves out the noise of the difficulty itself (0.04 %)`,
      },
      rows,
      [
        { key: 'nodes', head: 'Nodes', decimals: 0, value: ({ nodeCount }) => nodeCount },
        { key: 'hash_power', head: 'Hash power', decimals: 3, value: ({ hashPower }) => hashPower },
        { key: 'expected_interval_s', head: 'T expected', unit: 's', decimals: 2, value: () => targetS },
        ...estimateColumns<Settled>({
          key: 'interval',
          head: 'T',
          unit: 's',
          decimals: 2,
          of: ({ intervalS }) => intervalS,
        }),
        offColumn<Settled>(
          'interval',
          ({ intervalS }) => intervalS,
          () => targetS,
        ),
        { key: 'expected_difficulty', head: 'D expected', decimals: 4, value: ({ hashPower }) => hashPower },
        ...estimateColumns<Settled>({
          key: 'difficulty',
          head: 'D',
          decimals: 4,
          of: ({ difficulty }) => difficulty,
        }),
        offColumn<Settled>(
          'difficulty',
          ({ difficulty }) => difficulty,
          ({ hashPower }) => hashPower,
        ),
      ],
    );
    return { tables: [table], findings: findings(rows) };
  },
};

const findings = (rows: readonly Settled[]): string[] => {
  const intervals = rows.map(({ intervalS }) => intervalS.mean);
  const range = `${Math.min(...intervals).toFixed(2)} to ${Math.max(...intervals).toFixed(2)} s`;
  const same = rows.filter(({ hashPower }) => hashPower === 1).map(({ difficulty }) => difficulty.mean);
  const spread = 100 * (Math.max(...same) / Math.min(...same) - 1);
  return [
    `“As the number of nodes increases, the mining difficulty coefficient is lower”: it is not. A hundred times the nodes at ` +
      `the same hash power leave the difficulty where it was (the means differ by ${spread.toFixed(1)} %); where nodes bring hash power ` +
      `along it rises with the hash power, which is the opposite.`,
    `“The test network has fewer nodes, so the difficulty of mining is lower, and the block time is shorter”: a thousandth of the hash ` +
      `power does have a thousandth of the difficulty, but not a shorter block time, which is ${range} everywhere. A test network ` +
      `is fast because it was configured so, or because its difficulty has not come to rest.`,
  ];
};
