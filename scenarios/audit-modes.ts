/** The same reads in each audit mode: what the evidence costs, how long a reader waits for it, and when it is on the chain. */
import { defineScenario, poissonRate } from '../sim/index.ts';
import { type AuditedRead, createAuditedReads } from './consent/audited-reads.ts';
import { type AuditMode, auditModes } from './consent/protocol/usage-log.ts';
import { registryVariant } from './consent/variants/registry-variant.ts';
import { operationOf, usualTerms } from './consent/variants/variant.ts';

const pairCount = 10;

export default defineScenario(({ param }) => {
  const batchSize = param.integer('batchSize', 20, { min: 1, max: 1_000 });
  const batchCount = param.integer('batches', 3, { min: 1, max: 1_000 });
  const reads = new Map<AuditMode, AuditedRead>();
  return {
    chain: 'mainnet',
    accounts: { patient: pairCount, staff: pairCount, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      // Here, as every run begins with empty logs.
      for (const mode of auditModes) reads.set(mode, createAuditedReads(mode, batchSize));
      const pairs = Array.from({ length: pairCount }, (_, index) => ({
        patient: context.account('patient', index),
        staff: context.account('staff', index),
      }));
      await registryVariant.register(
        context,
        pairs.map(({ staff }) => staff),
      );
      const grant = operationOf(registryVariant, 'grant');
      await Promise.all(pairs.map((pair) => grant(context, pair, usualTerms)));
    },
    rounds: auditModes.map((mode) => ({
      label: mode,
      txCount: batchSize * batchCount,
      rate: poissonRate(1),
      workload: async (context) => {
        const of = (who: string) => context.account(who, context.index % pairCount);
        await reads.get(mode)?.(context, { patient: of('patient'), staff: of('staff') });
      },
    })),
  };
});
