/** Plain transfers between 100 accounts, Poisson arrivals: the smallest scenario, without a contract. */
import { defineScenario, poissonRate } from '../sim/index.ts';

export default defineScenario({
  chain: 'mainnet',
  accounts: { user: 100 },
  rounds: [
    {
      label: 'transfer',
      txCount: 2_000,
      rate: poissonRate(50),
      workload: ({ account, send, index }) =>
        send({
          from: account('user', index % 100),
          to: account('user', (index + 1) % 100),
          valueWei: 1n,
          gasLimit: 21_000n,
        }),
    },
  ],
});
