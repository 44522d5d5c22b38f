/**
 * A day of our own requests among other people's transactions: 20,000 of ours, evenly over the day, on blocks that the
 * others fill to the half.
 */
import { type BackgroundProfile, defineScenario, exponential, fixedRate, gwei, uniform } from '../index.ts';

const txCount = 20_000;
const dayS = 86_400;
const accountCount = 200;

/** A mean of 100,000 gas 25 times a second: 30 of the 60 million gas of a slot. Caps follow the base fee. */
export const background: BackgroundProfile = {
  arrivals: { kind: 'poisson', ratePerS: 25 },
  gas: uniform(21_000, 179_000),
  fees: {
    kind: 'relative',
    priorityFeeWei: exponential(Number(gwei(1))),
    maxFeeOverBaseRatio: uniform(1, 3),
  },
  byteCount: 200,
};

export default defineScenario({
  chain: 'day',
  accounts: { user: accountCount },
  contracts: { contract: { file: '../../contracts/PaperConsent.sol' } },
  rounds: [
    {
      label: 'request',
      txCount,
      rate: fixedRate(txCount / dayS),
      timeoutMs: 1e9,
      workload: ({ send, account, index }) => {
        const partner = account('user', (index * 7 + 1 + Math.floor(index / accountCount)) % accountCount);
        const from = account('user', index % accountCount);
        return send({ from, to: 'contract', call: 'reqManage', args: [partner.address], gasLimit: 100_000n });
      },
    },
  ],
});
