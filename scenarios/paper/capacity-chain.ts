/**
 * A chain whose capacity is known: so many transactions of GetMS in a block, a block every so many milliseconds. It is
 * a legacy fee market, as in early 2021, so that no base fee rises under load and everything is served in order.
 *
 * A block takes transactions while their gas limit fits beside the gas that is used already, so its gas limit follows
 * from what GetMS really uses; that is measured first, in a few transactions.
 */
import {
  type ClientProfile,
  fixedRate,
  gwei,
  type ProfileOverrides,
  type StudyContext,
} from '../../sim/index.ts';
import { generousGasLimit, getMSScenario } from './set-up.ts';

export interface Capacity {
  readonly intervalMs: number;
  readonly transactionsPerBlock: number;
  readonly client?: Partial<ClientProfile>;
}

/** μ: transactions per second. */
export const capacityTps = ({ intervalMs, transactionsPerBlock }: Capacity): number =>
  (transactionsPerBlock * 1000) / intervalMs;

const legacy = {
  extends: 'dev-2s',
  hardfork: 'muirGlacier',
  fees: { market: 'legacy', gasPriceWei: gwei(1) },
  node: { msPerGas: 0 },
} as const satisfies ProfileOverrides;

export const capacityChain = async (context: StudyContext, capacity: Capacity): Promise<ProfileOverrides> => {
  const { intervalMs, transactionsPerBlock, client = {} } = capacity;
  const gas = await gasOfGetMS(context);
  return {
    ...legacy,
    producer: { kind: 'slots', intervalMs },
    blockGasLimit: generousGasLimit + BigInt(transactionsPerBlock - 1) * gas,
    client,
  };
};

/** The most that one of them uses; the others use a few units less, for zeros in their addresses. */
const gasOfGetMS = async (context: StudyContext): Promise<bigint> => {
  const scenario = getMSScenario([{ txCount: 20, rate: fixedRate(100) }]);
  const [round] = await context.simulate(scenario, {
    label: 'gas of GetMS',
    chain: 'gas-probe',
    chains: { 'gas-probe': legacy },
  });
  return BigInt(round?.summary.gas?.max ?? 0);
};
