/**
 * The six steps of the paper's Figure 2, one figure each and one for all, on the hardened registry and through the real protocol. Every
 * flow is of a pair of its own; records are registered in set-up.
 */
import { constant, defineScenario, poissonRate } from '../sim/index.ts';
import {
  decisionNames,
  decisions,
  type FlowStage,
  type FlowTerms,
  grantWays,
  openFlow,
} from './consent/flow-stage.ts';
import { walk } from './consent/flow-workload.ts';
import { confirmationsOn } from './consent/protocol/server-parts.ts';
import { registryVariant } from './consent/variants/registry-variant.ts';

const staffCount = 20;

export default defineScenario(({ param }) => {
  const flowCount = param.integer('flows', 40, { min: 1, max: 10_000 });
  const terms: FlowTerms = {
    decision: decisions[param.choice('decision', decisionNames, 'none')],
    message: constant(param.number('messageMs', 50, { min: 0 })),
    grant: param.choice('grant', grantWays, 'direct'),
    confirmations: param.integer('confirmations', confirmationsOn.slots, { min: 0, max: 100 }),
  };
  let stage: FlowStage;
  return {
    chain: 'mainnet',
    accounts: { patient: flowCount, staff: staffCount, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      const pairs = Array.from({ length: flowCount }, (_, index) => ({
        patient: context.account('patient', index),
        staff: context.account('staff', index % staffCount),
      }));
      stage = await openFlow(context, pairs, terms);
    },
    rounds: [
      {
        label: 'flow',
        txCount: flowCount,
        rate: poissonRate(1),
        timeoutMs: 30 * 24 * 3_600_000,
        workload: (context) => walk(context, stage, context.index, terms),
      },
    ],
  };
});
