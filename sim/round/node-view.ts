/**
 * The chain as a node of one's own shows it to whoever watches: made from what the chain tells its clients, so it is as fresh as
 * theirs. Logs are decoded only where somebody listens to their contract.
 */
import type { Chain } from '../chain/chain.ts';
import { BenchError, exitCodes } from '../errors.ts';
import type { Log } from '../ethereum/receipt.ts';
import type { CallBook } from '../load/calls.ts';
import type { EventListener, NodeHead, NodeView } from '../load/workload.ts';
import type { Address } from '../units.ts';
import { placed } from './scenario-error.ts';

type TellLog = (log: Log, blockNumber: number) => void;

export const createNodeView = (chain: Chain, calls: CallBook): NodeView => {
  let head: NodeHead | undefined;
  const listeners: EventListener[] = [];
  const byAddress = new Map<Address, TellLog[]>();

  chain.subscribe({
    onBlock: ({ number, hash, timestampS }) => {
      head = { number, hash, timestampS: Number(timestampS) };
    },
    onIncluded: ({ receipt, blockNumber }) => {
      for (const log of receipt.logs)
        for (const tell of byAddress.get(log.address) ?? []) tell(log, blockNumber);
    },
    onReorganised: ({ depth }) => {
      for (const listener of listeners) guarded(() => listener.onReorganised?.(depth));
    },
  });

  return {
    head: () => {
      if (head === undefined) throw new NoBlockError();
      return head;
    },
    watch: (contract, listener) => {
      const codec = calls.codec(contract);
      const tell: TellLog = (log, blockNumber) => {
        const event = codec.readEvent(log);
        if (event !== undefined) guarded(() => listener.onEvent({ ...event, blockNumber }));
      };
      listeners.push(listener);
      const address = calls.address(contract);
      byAddress.set(address, [...(byAddress.get(address) ?? []), tell]);
    },
    pending: (contract) => {
      const codec = calls.codec(contract);
      return chain.pending(calls.address(contract)).flatMap(({ from, data }) => {
        const call = codec.readCall(data);
        return call === undefined ? [] : [{ from, ...call }];
      });
    },
  };
};

/** A listener is the scenario's own code, called by the chain. */
const guarded = (act: () => void): void => {
  try {
    act();
  } catch (thrown) {
    throw placed('a listener of node.watch', thrown);
  }
};

export class NoBlockError extends BenchError {
  override readonly name = 'NoBlockError';

  constructor() {
    super('the node has no block yet', {
      code: 'NO_BLOCK',
      exitCode: exitCodes.scenarioFailed,
      hint: 'Ask for node.head() after the first transaction, or deploy a contract.',
    });
  }
}
