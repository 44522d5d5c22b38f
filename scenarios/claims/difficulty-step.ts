/**
 * What happens while difficulty follows: at one moment nodes are added, once without and once with hash power of their
 * own. A block raises the difficulty by a 2048th at most, so that fourfold hash power takes 2048 · ln 4 = 2839 blocks at
 * least to be answered, and more towards the end, where it rises by less and less.
 */
import {
  type Experiment,
  type MinedBlock,
  type StudyContext,
  type StudyTable,
  studyTable,
} from '../../sim/index.ts';
import { equalShares, minersOf, noDelay, targetS, unitHashRatePerS } from './byzantium-miners.ts';
import { type Estimate, estimateColumns, estimateOf, offColumn, sequence } from './estimates.ts';
import type { Precision } from './settled-difficulty.ts';

const hourMs = 3_600_000;
const stepMs = 6 * hourMs;
const few = 4;
const many = 16;

interface Step {
  readonly id: string;
  readonly title: string;
  /** After it; before there was one unit. */
  readonly hashPower: number;
}

const steps: readonly Step[] = [
  { id: 'nodes-alone', title: `${few} nodes become ${many}, hash power stays`, hashPower: 1 },
  {
    id: 'nodes-and-power',
    title: `${few} nodes become ${many}, each with as much hash power`,
    hashPower: many / few,
  },
];

/** Hours since the step, from and to. */
const windowsH = [
  [-4, 0],
  [0, 0.5],
  [0.5, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 6],
  [6, 10],
  [10, 24],
  [24, 48],
  [72, 96],
] as const;

interface Window {
  readonly fromH: number;
  readonly toH: number;
  /** What holds at rest: before the step, and once it is answered. */
  readonly atRest: { readonly intervalS: number; readonly difficulty: number } | null;
  readonly intervalS: Estimate;
  readonly difficulty: Estimate;
}

interface Stretch {
  readonly intervalS: number;
  readonly difficulty: number;
}

/** Hours over blocks: renewals of a window of time, whose ends are not blocks. */
const stretchOf = (blocks: readonly MinedBlock[], [fromH, toH]: readonly [number, number]): Stretch => {
  const inside = blocks.filter(
    ({ timeMs }) => timeMs >= stepMs + fromH * hourMs && timeMs < stepMs + toH * hourMs,
  );
  const sum = inside.reduce((total, { difficulty }) => total + difficulty, 0);
  return {
    intervalS: ((toH - fromH) * hourMs) / inside.length / 1000,
    difficulty: sum / inside.length / (targetS * unitHashRatePerS),
  };
};

export const windowsAround = async (
  context: Pick<StudyContext, 'mine'>,
  hashPower: number,
  { replicationCount, blockCount }: Precision,
): Promise<readonly Window[]> => {
  const idle = Array.from({ length: many - few }, () => 0);
  const miners = minersOf([...equalShares(few), ...idle], 1);
  const changes = [
    { sinceMs: stepMs, shares: equalShares(many), hashRatePerS: hashPower * unitHashRatePerS },
  ];
  const mined = await sequence(replicationCount, (replication) =>
    context.mine({ miners, links: noDelay, blockCount, changes, replication }),
  );
  return windowsH.map((window) => {
    const [fromH, toH] = window;
    const stretches = mined.map(({ blocks }) => stretchOf(blocks, window));
    const isAtRest = toH <= 0 || fromH >= 72 || hashPower === 1;
    const difficulty = toH <= 0 ? 1 : hashPower;
    return {
      fromH,
      toH,
      atRest: isAtRest ? { intervalS: targetS, difficulty } : null,
      intervalS: estimateOf(stretches.map(({ intervalS }) => intervalS)),
      difficulty: estimateOf(stretches.map((stretch) => stretch.difficulty)),
    };
  });
};

/** Enough for the last window: at rest 102 hours are 29,000 blocks, and some 2,000 come early. */
const precision: Precision = { replicationCount: 10, blockCount: 33_000 };

export const difficultyStep: Experiment = {
  id: 'step',
  title: 'Nodes are added',
  question: 'What do difficulty and block time do when nodes join, without and with hash power of their own?',
  run: async (context) => {
    const all = await sequence(steps.length, (index) =>
      windowsAround(context, (steps[index] as Step).hashPower, precision),
    );
    const tables = steps.map((step, index) => windowTable(step, all[index] ?? []));
    return { tables, findings: findings(all) };
  },
};

const windowTable = ({ id, title }: Step, windows: readonly Window[]): StudyTable =>
  studyTable(
    {
      id,
      title,
      remark: `hours since they joined; ± standard error over ${precision.replicationCount} replications; expected where difficulty is at rest`,
    },
    windows,
    [
      { key: 'from_h', head: 'From', unit: 'h', decimals: 1, value: ({ fromH }) => fromH },
      { key: 'to_h', head: 'To', unit: 'h', decimals: 1, value: ({ toH }) => toH },
      {
        key: 'expected_interval_s',
        head: 'T expected',
        unit: 's',
        decimals: 2,
        value: ({ atRest }) => atRest?.intervalS ?? null,
      },
      ...estimateColumns<Window>({
        key: 'interval',
        head: 'T',
        unit: 's',
        decimals: 2,
        of: ({ intervalS }) => intervalS,
      }),
      offColumn<Window>(
        'interval',
        ({ intervalS }) => intervalS,
        ({ atRest }) => atRest?.intervalS ?? null,
      ),
      {
        key: 'expected_difficulty',
        head: 'D expected',
        decimals: 2,
        value: ({ atRest }) => atRest?.difficulty ?? null,
      },
      ...estimateColumns<Window>({
        key: 'difficulty',
        head: 'D',
        decimals: 3,
        of: ({ difficulty }) => difficulty,
      }),
    ],
  );

const findings = ([alone = [], powered = []]: readonly (readonly Window[])[]): string[] => {
  const first = powered[1]?.intervalS.mean ?? Number.NaN;
  const last = powered.at(-1);
  const quiet = alone.map(({ intervalS }) => intervalS.mean);
  return [
    `Nodes that share the hash power there is change nothing: a block every ${Math.min(...quiet).toFixed(1)} to ${Math.max(...quiet).toFixed(1)} s ` +
      'before and after.',
    `Nodes that bring hash power make blocks faster for days (every ${first.toFixed(1)} s in the first half hour), until difficulty has risen ` +
      `to ${(last?.difficulty.mean ?? Number.NaN).toFixed(2)} times what it was, and the block time is back at ${(last?.intervalS.mean ?? Number.NaN).toFixed(2)} s. ` +
      'So there are more blocks, not fewer, while difficulty is behind: room for more transactions, no congestion.',
  ];
};
