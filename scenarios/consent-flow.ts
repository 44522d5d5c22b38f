/**
 * The six steps of the paper's Figure 2, one figure each and one for all, on the hardened registry. Every flow is of a pair of its
 * own; records are registered in set-up.
 */
import { constant, defineScenario, poissonRate } from '../sim/index.ts';
import { decisionNames, decisions, walk } from './consent/flow-workload.ts';
import { registryVariant } from './consent/variants/registry-variant.ts';
import { operationOf } from './consent/variants/variant.ts';

const encryptedAddress = `0x${'c1'.repeat(112)}` as const;

export default defineScenario(({ param }) => {
  const flowCount = param.integer('flows', 40, { min: 1, max: 10_000 });
  const decision = decisions[param.choice('decision', decisionNames, 'none')];
  const message = constant(param.number('messageMs', 50, { min: 0 }));
  return {
    chain: 'mainnet',
    accounts: { patient: flowCount, staff: 20, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      const staff = Array.from({ length: 20 }, (_, index) => context.account('staff', index));
      await registryVariant.register(context, staff);
      const point = operationOf(registryVariant, 'setPointer');
      const pairs = Array.from({ length: flowCount }, (_, index) => ({
        patient: context.account('patient', index),
        staff: context.account('staff', 0),
      }));
      await Promise.all(pairs.map((pair) => point(context, pair, { encryptedAddress, terms: 'usual' })));
    },
    rounds: [
      {
        label: 'flow',
        txCount: flowCount,
        rate: poissonRate(1),
        timeoutMs: 30 * 24 * 3_600_000,
        workload: (context) => {
          const { account, index } = context;
          const pair = { patient: account('patient', index), staff: account('staff', index % 20) };
          return walk(context, pair, { decision, message });
        },
      },
    ],
  };
});
