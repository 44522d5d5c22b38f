/** What is there before the six steps begin: terms, registered parties, and records that the server keeps and patients registered. */
import { constant, type Distribution, logNormal, type WorkloadContext } from '../../sim/index.ts';
import type { ResourceServer } from './protocol/resource-server.ts';
import { drawRecord } from './records/bundle.ts';
import type { Pair } from './variants/variant.ts';
import { type Consented, keepRecord, registerRecord } from './workload-consent.ts';
import { openParties, type Parties } from './workload-parties.ts';

/** How long patients take. In person: a median of 30 s; at home: of 4 h. Both are assumptions. */
export const decisions = {
  none: constant(0),
  'in-person': logNormal(30_000, 0.5),
  remote: logNormal(4 * 3_600_000, 1),
} as const satisfies Record<string, Distribution>;
export const decisionNames = ['none', 'in-person', 'remote'] as const;

/** The patient's own transaction, or a signature that the staff sends and pays for. */
export const grantWays = ['direct', 'signed'] as const;

export interface FlowTerms {
  readonly decision: Distribution;
  /** One way between two parties. */
  readonly message: Distribution;
  readonly grant: (typeof grantWays)[number];
  /** Of a grant. 0 is for a chain without blocks of its own, whose newest may then be of any age. */
  readonly confirmations: number;
}

export interface FlowStage {
  readonly parties: Parties;
  readonly server: ResourceServer;
  /** Of the pairs, in their order. */
  readonly consented: readonly Consented[];
  readonly lastRefusal: () => string;
}

/** In set-up. */
export const openFlow = async (
  context: WorkloadContext,
  pairs: readonly Pair[],
  { confirmations }: Pick<FlowTerms, 'confirmations'>,
): Promise<FlowStage> => {
  const parties = await openParties(context);
  let refusal = '';
  const server = await parties.serve({
    limits: { confirmations, ...(confirmations === 0 && { headAgeMs: Number.POSITIVE_INFINITY }) },
    observe: (event) => {
      if (event.kind === 'refused') refusal = `check ${event.check}: ${event.code}`;
    },
  });
  const consented: Consented[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { bytes } = drawRecord(context.random.fork(`record ${index}`));
    consented.push(await keepRecord(parties, server, pair, bytes));
  }
  await Promise.all(consented.map((one) => registerRecord(context, one)));
  return { parties, server, consented, lastRefusal: () => refusal };
};
