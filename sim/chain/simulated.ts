/**
 * The simulated chain: one node, one producer and one executor behind the chain port, in whatever time the scheduler
 * keeps. Clients hear of a block when the node has executed it (see `processing`), and of its confirmation when enough
 * blocks have followed. Blocks and receipts are handed on and forgotten: memory holds what waits, not what was.
 *
 * Submissions, fee quotes and account queries are answered at once, from the newest sealed block; calls and
 * estimates wait for the executor, so their promises settle as virtual time passes (await them by `process.join`).
 */
import { BenchError, exitCodes } from '../errors.ts';
import type { SlotsProfile } from '../network/slots.ts';
import { ethereumRules } from '../pool/admission.ts';
import { countBackground } from '../pool/background-counts.ts';
import type { ProducerProfile, SingleProducerProfile } from '../profile/profile.ts';
import { producerOf } from './block-producer.ts';
import type { ChainListener } from './chain.ts';
import { createFinality } from './finality.ts';
import { createNetworkedChain } from './networked.ts';
import { createNode, type NewBlock } from './node.ts';
import { createExecutor } from './processing.ts';
import { infoOf, pendingIn, quoteAt, serveCalls } from './queries.ts';
import type { SimulatedChain, SimulatedChainOptions } from './simulated-chain.ts';

export type { SimulatedChain, SimulatedChainOptions } from './simulated-chain.ts';

export const createSimulatedChain = (options: SimulatedChainOptions): SimulatedChain =>
  options.profile.network === undefined
    ? createSingleNodeChain(options)
    : createNetworkedChain(options, options.profile.network);

const createSingleNodeChain = (options: SimulatedChainOptions): SimulatedChain => {
  const { profile, scheduler, engine, random, onSealed } = options;
  const { chainId, hardfork, fees } = profile;
  const producerProfile = singleProducer(profile.producer);
  const listeners: ChainListener[] = [];
  const executor = createExecutor(scheduler, profile.node.msPerGas);
  const finality = createFinality(profile.confirmations);
  const node = createNode({
    profile,
    engine,
    rules: options.rules ?? ethereumRules(chainId, hardfork),
    random,
    nowMs: scheduler.nowMs,
    timestampStepS: producerProfile.kind === 'instant' ? 0n : 1n,
    onDropped: (hash, reason) => {
      for (const listener of listeners) listener.onDropped?.({ hash, timeMs: scheduler.nowMs(), reason });
    },
  });

  /** Clients learn of the block now. */
  const publish = ({ sealed, summary }: NewBlock): void => {
    const timeMs = scheduler.nowMs();
    const blockNumber = summary.number;
    for (const { transaction, receipt } of sealed.transactions) {
      const event = { hash: transaction.hash, timeMs, blockNumber, receipt };
      for (const listener of listeners) listener.onIncluded?.(event);
    }
    for (const listener of listeners) listener.onBlock?.(summary);
    for (const hash of finality.extend(sealed.transactions.map(({ transaction }) => transaction.hash)))
      for (const listener of listeners) listener.onConfirmed?.({ hash, timeMs });
  };

  const consumption = (block: NewBlock) => {
    onSealed?.(block.sealed);
    return { gas: block.sealed.gasUsed, finish: () => publish(block) };
  };

  const producer = producerOf(producerProfile)({
    scheduler,
    random: random.fork('block-intervals'),
    pendingOf: (sender) => node.pool.lane(sender)?.pendingCount ?? 0,
    sealBest: async () => {
      const block = consumption(await node.sealBest(scheduler.nowMs()));
      executor.serve(() => block);
    },
    sealNextOf: (sender, done) =>
      executor.serve(async () => {
        const block = await node.sealNextOf(sender, scheduler.nowMs());
        done();
        return block === undefined ? { gas: 0n, finish: () => {} } : consumption(block);
      }),
  });

  return {
    info: infoOf(profile),
    fund: engine.fund,
    start: producer.start,
    head: node.head,
    counts: () => undefined,
    background: () => countBackground(node),
    subscribe: (listener) => void listeners.push(listener),
    submit: async (raw) => {
      const { submission, sender } = node.submit(raw);
      if (submission.kind === 'accepted' && sender !== undefined) producer.accepted(sender);
      return submission;
    },
    ...serveCalls({ engine, executor, gasLimit: () => node.head().gasLimit }),
    account: async (address) => engine.account(address),
    feeQuote: async () => quoteAt(fees, node.nextBaseFeeWei() ?? 0n),
    pending: (to) => pendingIn(node.pool, to),
  };
};

/** Checked when the profile was resolved: what needs a network has one. */
const singleProducer = (profile: ProducerProfile): SingleProducerProfile | SlotsProfile => {
  if (profile.kind === 'instant' || profile.kind === 'exponential' || profile.kind === 'slots')
    return profile;
  throw new MissingNetworkError(profile.kind);
};

export class MissingNetworkError extends BenchError {
  override readonly name = 'MissingNetworkError';

  constructor(kind: string) {
    super(`A producer of kind ${kind} needs a network.`, {
      code: 'NETWORK_MISSING',
      exitCode: exitCodes.internal,
      hint: 'A profile of a project is checked before it runs; check one that was made otherwise.',
      problems: [{ path: 'network', expected: `the nodes of ${kind}`, received: 'nothing' }],
    });
  }
}
