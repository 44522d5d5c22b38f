/** Two classes of fee on a full main net: records of 30 kB, 6 a second where 4 fit; those in a hurry bid more. */
import { defineScenario, gwei, logNormal, poissonRate } from '../sim/index.ts';

const record = `0x${'ff'.repeat(30_000)}` as const;

export default defineScenario({
  chain: 'mainnet',
  accounts: {
    urgent: { count: 20, bid: { priorityFeeWei: logNormal(3e9, 0.5), maxFeeOverBaseRatio: 4 } },
    economy: {
      count: 20,
      bid: {
        priorityFeeWei: gwei(0.5),
        maxFeeOverBaseRatio: 1.2,
        bumpAfterMs: 60_000,
        bumpRatio: 1.25,
        maxBumps: 3,
      },
    },
  },
  prices: { currency: 'EUR', perEther: 1650, source: 'an assumption', date: '2021-03-29' },
  rounds: [
    {
      label: 'record',
      durationMs: 100_000,
      rate: poissonRate(6),
      workload: ({ account, send, index, random }) => {
        const label = random.uniform() < 0.3 ? 'urgent' : 'economy';
        return send({
          from: account(label, index % 20),
          to: account(label, 0),
          data: record,
          gasLimit: 1_300_000n,
          label,
        });
      },
    },
  ],
});
