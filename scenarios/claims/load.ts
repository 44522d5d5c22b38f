/**
 * Requests for access (reqManage) as load on a chain whose capacity is small and known, so that a few hundred
 * transactions fill it: a block of 24 of them. Everything else is as on the chain that it extends. Each request is of
 * a pair that has not asked before, so that all of them cost the same gas.
 */
import {
  type ProfileOverrides,
  poissonRate,
  type ScenarioDefinition,
  type SimulatedRound,
  type StudyContext,
  type WorkloadContext,
} from '../../sim/index.ts';

/** b. */
export const batch = 24;

export interface Market {
  readonly id: string;
  readonly title: string;
  /** T, on average. */
  readonly intervalS: number;
  readonly chain: ProfileOverrides;
}

export const markets: readonly Market[] = [
  {
    id: 'eip1559',
    title: 'EIP-1559, a slot every 12 s',
    intervalS: 12,
    chain: { extends: 'mainnet', producer: { kind: 'slots', intervalMs: 12_000 }, node: { msPerGas: 0 } },
  },
  {
    id: 'legacy',
    title: 'First price, proof of work every 15.5 s',
    intervalS: 15.5,
    chain: { extends: 'pow-15s', node: { msPerGas: 0 } },
  },
];

const staffCount = 100;
/** A little more than a request needs: a block takes transactions while their limits fit beside the gas that is used. */
const gasLimit = 60_000n;

const scenarioOf = (tps: number, txCount: number): ScenarioDefinition => ({
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
  const [round] = await context.simulate(scenarioOf(10, 40), { label: 'gas of a request', chain: 'instant' });
  return BigInt(round?.summary.gas?.max ?? 0) + 48n;
};

export interface Load {
  /** ρ: the send rate as a share of the capacity. */
  readonly utilisationRatio: number;
  /** For how many blocks' time it is sent. */
  readonly blockCount: number;
  readonly replication: number;
}

export const arrivalTpsOf = ({ intervalS }: Market, utilisationRatio: number): number =>
  (utilisationRatio * batch) / intervalS;

export const applyLoad = async (
  context: StudyContext,
  market: Market,
  gas: bigint,
  { utilisationRatio, blockCount, replication }: Load,
): Promise<SimulatedRound> => {
  const scenario = scenarioOf(
    arrivalTpsOf(market, utilisationRatio),
    Math.round(utilisationRatio * batch * blockCount),
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
