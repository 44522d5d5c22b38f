/**
 * Requests for access (reqManage) as load on chains whose capacity is small and known, so that a few hundred
 * transactions fill it: blocks of 24 of them, or of 6. Everything else is as on the chain that each extends. Each request is
 * of a pair that has not asked before, so that all of them cost the same gas.
 */
import {
  type ProfileOverrides,
  poissonRate,
  type ScenarioDefinition,
  type SimulatedRound,
  type StudyContext,
  type WorkloadContext,
} from '../../sim/index.ts';

export interface Market {
  readonly id: string;
  readonly title: string;
  /** T, on average. */
  readonly intervalS: number;
  /** b: requests in a full block. */
  readonly batch: number;
  /**
   * Of each request. A block takes transactions while their limits fit beside the gas that is used, so with this and b − 1
   * times the gas of a request as its own limit it holds b. It must have room for the deployment; and the less of it is
   * never used, the nearer is the target of EIP-1559 to half the capacity.
   */
  readonly gasLimit: bigint;
  /** How long a queue takes to forget that it began empty decides how many blocks a mean needs. */
  readonly steady: Effort;
  readonly beyond: Effort;
  readonly chain: ProfileOverrides;
}

export interface Effort {
  readonly replicationCount: number;
  /** For how many blocks' time is sent. */
  readonly blockCount: number;
}

export const markets: readonly Market[] = [
  {
    id: 'eip1559',
    title: 'EIP-1559, a slot every 12 s',
    intervalS: 12,
    batch: 24,
    gasLimit: 60_000n,
    steady: { replicationCount: 6, blockCount: 40 },
    beyond: { replicationCount: 1, blockCount: 30 },
    chain: { extends: 'mainnet', producer: { kind: 'slots', intervalMs: 12_000 }, node: { msPerGas: 0 } },
  },
  {
    id: 'legacy',
    title: 'First price, proof of work every 15.5 s',
    intervalS: 15.5,
    batch: 6,
    gasLimit: 1_000_000n,
    steady: { replicationCount: 6, blockCount: 150 },
    beyond: { replicationCount: 1, blockCount: 60 },
    chain: { extends: 'pow-15s', node: { msPerGas: 0 } },
  },
];

const staffCount = 100;
const scenarioOf = (tps: number, txCount: number, gasLimit: bigint): ScenarioDefinition => ({
  accounts: { patient: Math.ceil(txCount / staffCount), staff: staffCount },
  contracts: { consent: { file: '../contracts/PaperConsent.sol' } },
  rounds: [
    {
      label: 'ReqManage',
      txCount,
      rate: poissonRate(tps),
      timeoutMs: 20_000_000,
      tolerate: ['pending'],
      workload: ({ account, send, index }: WorkloadContext) =>
        send({
          from: account('staff', index % staffCount),
          to: 'consent',
          call: 'reqManage',
          args: [account('patient', Math.floor(index / staffCount)).address],
          gasLimit,
        }),
    },
  ],
});

/** The most that one request uses, and what zeros in other addresses may add. */
export const gasOfRequest = async (context: StudyContext): Promise<bigint> => {
  const [round] = await context.simulate(scenarioOf(10, 40, 60_000n), {
    label: 'gas of a request',
    chain: 'instant',
  });
  return BigInt(round?.summary.gas?.max ?? 0) + 48n;
};

export interface Load {
  /** ρ: the send rate as a share of the capacity. */
  readonly utilisationRatio: number;
  /** For how many blocks' time it is sent. */
  readonly blockCount: number;
  readonly replication: number;
}

export const arrivalTpsOf = ({ batch, intervalS }: Market, utilisationRatio: number): number =>
  (utilisationRatio * batch) / intervalS;

export const applyLoad = async (
  context: StudyContext,
  market: Market,
  gas: bigint,
  { utilisationRatio, blockCount, replication }: Load,
): Promise<SimulatedRound> => {
  const { batch, gasLimit } = market;
  const scenario = scenarioOf(
    arrivalTpsOf(market, utilisationRatio),
    Math.round(utilisationRatio * batch * blockCount),
    gasLimit,
  );
  const chain = { ...market.chain, blockGasLimit: gasLimit + BigInt(batch - 1) * gas };
  const [round] = await context.simulate(scenario, {
    label: `${market.id}, ${Math.round(100 * utilisationRatio)} % of capacity`,
    chain: 'small-blocks',
    chains: { 'small-blocks': chain },
    replication,
  });
  return round as SimulatedRound; // of one round
};
