/**
 * The send rate swept through the capacity. Below 0.9 of it the queue has a steady state, whose delays have closed forms;
 * above 1 the backlog grows, and what is sent last waits (ρ − 1) times as long as was sent, and the rest of an interval:
 * where everybody's bid is good enough, which a rising base fee sees to that it is not.
 * Each run begins with an empty chain, which makes delays a little shorter than they would be in the long run.
 */
import {
  type Experiment,
  poissonMeanS,
  poissonQuantileS,
  type SimulatedRound,
  type StudyContext,
  type StudyTable,
  slotMeanS,
  slotQuantilesS,
  studyTable,
  weiPerGwei,
} from '../../sim/index.ts';
import { type Estimate, errorsOff, estimateOf, sequence } from './estimates.ts';
import { applyLoad, arrivalTpsOf, gasOfRequest, type Market, markets } from './load.ts';

const utilisations = [0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2];
const steadyBelow = 0.9;

interface Step {
  readonly utilisationRatio: number;
  readonly arrivalTps: number;
  readonly rounds: readonly SimulatedRound[];
  /** Undefined where there is no steady state to speak of. */
  readonly expected: { readonly meanS: number; readonly p95S: number | null } | undefined;
}

export const expectedDelays = (market: Market, utilisationRatio: number): Step['expected'] => {
  if (utilisationRatio >= steadyBelow) return undefined;
  const { intervalS, batch } = market;
  const queue = { arrivalTps: arrivalTpsOf(market, utilisationRatio), intervalS, batch };
  if (market.id === 'legacy') return { meanS: poissonMeanS(queue), p95S: poissonQuantileS(queue, 0.95) };
  const slots = { ...queue, missedRatio: 0 };
  return { meanS: slotMeanS(slots), p95S: slotQuantilesS(slots, [0.95])[0] ?? null };
};

const stepOf = async (context: StudyContext, market: Market, gas: bigint, place: number): Promise<Step> => {
  const utilisationRatio = utilisations[place] as number;
  const { replicationCount, blockCount } = utilisationRatio < steadyBelow ? market.steady : market.beyond;
  return {
    utilisationRatio,
    arrivalTps: arrivalTpsOf(market, utilisationRatio),
    expected: expectedDelays(market, utilisationRatio),
    // Chance of its own for every step, lest all means be off alike.
    rounds: await sequence(replicationCount, (index) =>
      applyLoad(context, market, gas, {
        utilisationRatio,
        blockCount,
        replication: place * replicationCount + index,
      }),
    ),
  };
};

/** Over replications; null values are missing. */
const over = (rounds: readonly SimulatedRound[], value: (round: SimulatedRound) => number | null): Estimate =>
  estimateOf(rounds.map((round) => value(round) ?? Number.NaN));

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
const meanDelay = ({ rounds }: Step): Estimate =>
  over(rounds, ({ summary }) => inSeconds(summary.latencyMs.mean));
const p95Delay = ({ rounds }: Step): Estimate =>
  over(rounds, ({ summary }) => inSeconds(summary.latencyMs.p95));
const throughput = ({ rounds }: Step): number => over(rounds, ({ summary }) => summary.throughputTps).mean;
const backlog = ({ rounds }: Step): number => over(rounds, ({ summary }) => summary.inFlight.atLastSend).mean;
const pending = ({ rounds }: Step): number => over(rounds, ({ summary }) => summary.pending).mean;
const sendingS = ({ summary }: SimulatedRound): number =>
  (summary.submitted - 1) / (summary.sendRateTps ?? Number.NaN);

/** Of the last block that came while requests were still sent. */
const endBaseFeeGwei = ({ rounds }: Step): number =>
  over(rounds, (round) => {
    const untilMs = round.summary.startMs + 1000 * sendingS(round);
    const last = round.blocks.findLast(({ timeMs }) => timeMs <= untilMs);
    return last?.baseFeePerGasWei === undefined ? null : Number(last.baseFeePerGasWei) / Number(weiPerGwei);
  }).mean;

const feeGwei = ({ rounds }: Step): number =>
  over(rounds, ({ summary }) =>
    summary.feeWei === null ? null : Number(summary.feeWei.mean) / Number(weiPerGwei),
  ).mean;

/** What is sent last waits so long, by the law of overload, but for the rest of an interval. */
const lawS = ({ utilisationRatio, rounds }: Step): number | null =>
  utilisationRatio <= 1 ? null : (utilisationRatio - 1) * over(rounds, sendingS).mean;

const greatestS = ({ rounds }: Step): number =>
  over(rounds, ({ summary }) => inSeconds(summary.latencyMs.max)).mean;

export const congestionSweep: Experiment = {
  id: 'sweep',
  title: 'Through the capacity',
  question: 'At which load do delays and fees rise, on a chain with a base fee and on one without?',
  run: async (context) => {
    const gas = await gasOfRequest(context);
    const curves = await sequence(markets.length, async (index) => {
      const market = markets[index] as Market;
      const steps = await sequence(utilisations.length, (place) => stepOf(context, market, gas, place));
      return { market, steps };
    });
    return {
      tables: curves.map(({ market, steps }) => curveTable(market, steps)),
      findings: findings(curves.map(({ steps }) => steps)),
    };
  },
};

const curveTable = (
  { id, title, intervalS, batch, steady, beyond }: Market,
  steps: readonly Step[],
): StudyTable =>
  studyTable(
    {
      id,
      title,
      remark: `blocks of ${batch} requests at most, so ${(batch / intervalS).toFixed(2)} per second; Poisson arrivals for ${steady.blockCount} blocks' time and ${steady.replicationCount} replications below ρ = ${steadyBelow}, once for ${beyond.blockCount} blocks' time from there; backlog: unconfirmed at the last send; pending: never confirmed; law: (ρ − 1) times the time of sending`,
    },
    steps,
    [
      { key: 'utilisation', head: 'ρ', decimals: 2, value: ({ utilisationRatio }) => utilisationRatio },
      { key: 'sent_tps', head: 'Sent', unit: 'TPS', decimals: 2, value: ({ arrivalTps }) => arrivalTps },
      { key: 'throughput_tps', head: 'Served', unit: 'TPS', decimals: 2, value: throughput },
      {
        key: 'expected_mean_s',
        head: 'Mean expected',
        unit: 's',
        decimals: 1,
        value: ({ expected }) => expected?.meanS ?? null,
      },
      { key: 'mean_s', head: 'Mean', unit: 's', decimals: 1, value: (step) => meanDelay(step).mean },
      {
        key: 'mean_off_se',
        head: 'off',
        unit: 'SE',
        decimals: 1,
        value: (step) => errorsOff(meanDelay(step), step.expected?.meanS ?? null),
      },
      {
        key: 'p50_s',
        head: 'p50',
        unit: 's',
        decimals: 1,
        value: ({ rounds }) => over(rounds, ({ summary }) => inSeconds(summary.latencyMs.p50)).mean,
      },
      {
        key: 'expected_p95_s',
        head: 'p95 expected',
        unit: 's',
        decimals: 1,
        value: ({ expected }) => expected?.p95S ?? null,
      },
      { key: 'p95_s', head: 'p95', unit: 's', decimals: 1, value: (step) => p95Delay(step).mean },
      { key: 'max_law_s', head: 'Max by law', unit: 's', decimals: 1, value: lawS },
      { key: 'max_s', head: 'Max', unit: 's', decimals: 1, value: greatestS },
      { key: 'backlog', head: 'Backlog', decimals: 0, value: backlog },
      { key: 'pending', head: 'Pending', decimals: 0, value: pending },
      { key: 'base_fee_gwei', head: 'Base fee at end', unit: 'gwei', decimals: 2, value: endBaseFeeGwei },
      { key: 'fee_gwei', head: 'Fee each', unit: 'gwei', decimals: 0, value: feeGwei },
    ],
  );

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

const findings = ([burning = [], legacy = []]: readonly (readonly Step[])[]): string[] => {
  const of = (steps: readonly Step[], ratio: number): Step =>
    steps.find(({ utilisationRatio }) => utilisationRatio === ratio) as Step; // one of them
  const mean = (steps: readonly Step[], ratio: number): string => meanDelay(of(steps, ratio)).mean.toFixed(0);
  const fee = (steps: readonly Step[], ratio: number): string => grouped(feeGwei(of(steps, ratio)));
  const served = (steps: readonly Step[], ratio: number): string => throughput(of(steps, ratio)).toFixed(2);
  return [
    `“Mining difficulty, gas price and network congestion must be considered”: of price and congestion that is true, and none of the paper's figures shows ` +
      `it. Delay stays near the block time until the load comes close to the capacity (${mean(burning, 0.6)} s and ${mean(legacy, 0.6)} s on average at 60 %); ` +
      `beyond it grows for as long as one sends (${mean(burning, 1.25)} s and ${mean(legacy, 1.25)} s at 125 %, ${mean(burning, 2)} s and ${mean(legacy, 2)} s at 200 %).`,
    `With a base fee the price has a knee of its own, at half the capacity, above which every block raises it: a request costs ${fee(burning, 0.4)} gwei at 40 % and ` +
      `${fee(burning, 0.8)} gwei at 80 %, where hardly anybody waits, and more the longer it lasts, as these senders bid twice whatever the base fee is. On the legacy ` +
      `chain all bid alike: ${fee(legacy, 0.4)} gwei at 40 % and ${fee(legacy, 2)} gwei at 200 %; congestion shows in delay alone.`,
    `Under overload the legacy chain serves what the law says, as far as its random block times go; with a base fee it is less than the capacity (${served(burning, 2)} a second at 200 %), and the longest ` +
      'waits exceed the law: the base fee outruns bids that are already waiting, and blocks stay half empty until it has come down to them.',
  ];
};
