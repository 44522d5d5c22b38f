/**
 * E2: what the system can serve, found by raising the send rate. Open loop: sends go on at their rate whatever becomes
 * of them.
 *
 * The knee is the largest rate of the sweep up to which, without exception, throughput (successes / T) is at least 95 %
 * of the rate that was achieved ((N − 1) / W). The last delay belongs to T, so even an idle system stays a little below
 * 100 %: with sending for a minute and a block every 2 s, up to 3 %.
 */
import {
  type Experiment,
  fixedRate,
  marginText,
  type PublishedRow,
  type SimulatedRound,
  studyTable,
} from '../../sim/index.ts';
import { type Capacity, capacityChain, capacityTps } from './capacity-chain.ts';
import { seconds } from './rounds.ts';
import { getMSScenario } from './set-up.ts';

/** The block interval that the paper's text suggests, and the throughput that its tables show: 12 per second. */
const capacity: Capacity = { intervalMs: 2_000, transactionsPerBlock: 24 };

/** 1 to 400 in equal ratios, to three digits. */
const rateCount = 17;
const ratesTps = Array.from({ length: rateCount }, (_, index) =>
  Number((400 ** (index / (rateCount - 1))).toPrecision(3)),
);

/** A minute of sending, and at least 60; above capacity fewer will do, since the backlog shows at once. */
const countAt = (tps: number): number => Math.min(600, Math.max(60, Math.round(60 * tps)));

const followRatio = 0.95;

interface Step {
  readonly targetTps: number;
  readonly round: SimulatedRound;
}

const followed = ({ round: { summary } }: Step): number =>
  (summary.throughputTps ?? 0) / (summary.sendRateTps ?? Number.POSITIVE_INFINITY);

/** How many rates are followed, from the lowest on: the knee is the last of them. */
const followedCount = (steps: readonly Step[]): number => {
  const firstLate = steps.findIndex((step) => followed(step) < followRatio);
  return firstLate < 0 ? steps.length : firstLate;
};

export const saturation: Experiment = {
  id: 'E2',
  title: 'Saturation',
  question: 'Up to which send rate does throughput follow, and what do delays say beyond it?',
  run: async (context) => {
    const chain = await capacityChain(context, capacity);
    const scenario = getMSScenario(ratesTps.map((tps) => ({ txCount: countAt(tps), rate: fixedRate(tps) })));
    const rounds = await context.simulate(scenario, {
      label: 'sweep of send rates',
      chain: 'visible-capacity',
      chains: { 'visible-capacity': chain },
    });
    const steps = rounds.map((round, index) => ({ round, targetTps: ratesTps[index] ?? 0 }));
    const table = studyTable(
      {
        id: 'sweep',
        title: 'Send rate and throughput',
        remark: `GetMS as a transaction; a block of ${capacity.transactionsPerBlock} every ${capacity.intervalMs / 1000} s, so ${capacityTps(capacity)} per second at most; at 1 per second sends keep in step with blocks`,
      },
      steps,
      [
        { key: 'target_tps', head: 'Target', unit: 'TPS', decimals: 2, value: ({ targetTps }) => targetTps },
        { key: 'transactions', head: 'N', decimals: 0, value: ({ round }) => round.summary.submitted },
        {
          key: 'achieved_tps',
          head: 'Achieved',
          unit: 'TPS',
          decimals: 2,
          value: ({ round }) => round.summary.sendRateTps,
        },
        {
          key: 'throughput_tps',
          head: 'Throughput',
          unit: 'TPS',
          decimals: 2,
          value: ({ round }) => round.summary.throughputTps,
        },
        {
          key: 'followed_percent',
          head: 'Followed',
          unit: '%',
          decimals: 0,
          value: (step) => 100 * followed(step),
        },
        {
          key: 'mean_delay_s',
          head: 'Mean Delay',
          unit: 's',
          decimals: 2,
          value: ({ round }) => seconds(round.summary.latencyMs.mean),
        },
        {
          key: 'p95_delay_s',
          head: 'p95 Delay',
          unit: 's',
          decimals: 2,
          value: ({ round }) => seconds(round.summary.latencyMs.p95),
        },
        {
          key: 'state',
          head: 'State',
          value: (step) => (followed(step) < followRatio ? 'backlog grows' : 'follows'),
        },
        { key: 'audit', head: 'Audit', value: ({ round: { broken } }) => marginText(broken) },
      ],
    );
    return { tables: [table], findings: [kneeFinding(steps), publishedFinding(context.published)] };
  },
};

const kneeFinding = (steps: readonly Step[]): string => {
  const count = followedCount(steps);
  const [knee, beyond] = [steps[count - 1], steps.slice(count)];
  const throughputs = beyond.map(({ round }) => (round.summary.throughputTps ?? 0).toFixed(1));
  const capacities = [...new Set(throughputs)].join(' to ');
  return (
    `Throughput follows the send rate up to ${knee?.targetTps ?? 'none of the rates'} per second, the knee; from ` +
    `${beyond[0]?.targetTps} on it stays at ${capacities} however fast one sends, while delay grows with what was sent.`
  );
};

const publishedFinding = (rows: readonly PublishedRow[]): string => {
  const sent = rows.flatMap(({ successes, sendRateTps, throughputTps }) =>
    (successes ?? 0) > 1 && sendRateTps !== null && throughputTps !== null
      ? [{ sendRateTps, overload: sendRateTps / throughputTps }]
      : [],
  );
  const range = (values: readonly number[]): string =>
    `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
  return (
    `Every GetMS round of the paper was sent at ${range(sent.map(({ sendRateTps }) => sendRateTps))} per second, ` +
    `${range(sent.map(({ overload }) => overload))} times what was served: beyond any knee, where throughput is the capacity, ` +
    'and delay says how long the queue has grown.'
  );
};
