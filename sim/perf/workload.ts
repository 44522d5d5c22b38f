/**
 * The scenario of the measurements that go through a whole run: requests in a workload's own words, encoded, signed,
 * submitted, included and recorded, each of which writes a fresh storage slot. The set-up asks for every account, so
 * that all of them are in the state, and the first round goes on until the compiler has nothing left to gain; the second
 * is the one to measure.
 *
 * A scenario file takes no arguments, so its size comes from the environment. Blocks have room for twice the rate.
 */
import { defineScenario, fixedRate, type RoundDefinition, type WorkloadContext } from '../index.ts';

const sizeOf = (variable: string): number => Number(process.env[variable] ?? 1000);
const txCount = sizeOf('PERF_TRANSACTIONS');
const accountCount = sizeOf('PERF_ACCOUNTS');
const warmUpCount = 20_000;

/** No sender names a partner twice. */
const request = ({ send, account }: WorkloadContext, call: number): Promise<unknown> => {
  const turn = Math.floor(call / accountCount);
  const partner = account('user', (call * 7 + 1 + turn) % accountCount);
  const from = account('user', call % accountCount);
  return send({ from, to: 'contract', call: 'reqManage', args: [partner.address], gasLimit: 100_000n });
};

const round = (label: string, count: number, firstCall: number): RoundDefinition => ({
  label,
  txCount: count,
  rate: fixedRate(150),
  timeoutMs: 1e9,
  workload: (context) => request(context, firstCall + context.index),
});

export default defineScenario({
  chain: 'dev-2s',
  accounts: { user: accountCount },
  contracts: { contract: { file: '../../contracts/PaperConsent.sol' } },
  setup: async ({ account }) => {
    for (let index = 0; index < accountCount; index += 1) account('user', index);
  },
  rounds: [round('warm-up', warmUpCount, 0), round('measured', txCount, warmUpCount)],
});
