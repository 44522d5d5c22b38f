/**
 * What a server released, in order, in a log that it can only append to, and committed on the chain by audit mode:
 *
 * | mode | on the chain | proof for a patient |
 * |---|---|---|
 * | perAccess | one transaction for each access, before the release | the access is the batch |
 * | merkleBatch | the Merkle root of so many accesses | the siblings of the leaf |
 * | hashChain | the newest head of h_i = keccak256(h_(i-1) . leaf_i) | the leaves since the head before |
 * | none | nothing | none: nothing is logged |
 *
 * A mark in the log says where a batch ended, so a restarted server goes on where it was. A commitment that the chain refused is
 * sent again with the next flush.
 */
import { leafOf, merkleTree } from '../merkle-tree.ts';
import type { AppendOnlyLog } from '../server/stores/store.ts';
import type { ChainWriter, UsageCommitment } from './chain-view.ts';
import { accessEntry, batchEndEntry, chainHead, readUsageLog } from './usage-history.ts';
import { encodeUsage, type UsageRecord } from './usage-record.ts';

export const auditModes = ['perAccess', 'merkleBatch', 'hashChain', 'none'] as const;
export type AuditMode = (typeof auditModes)[number];

export interface UsageLog {
  /** Resolves when the access is logged and, in mode perAccess, committed. */
  record(usage: UsageRecord): Promise<void>;
  /** Ends the open batch and sends it with all that the chain has not taken yet; rejects with the first refusal. */
  flush(): Promise<void>;
}

export interface UsageLogParts {
  readonly log: AppendOnlyLog;
  readonly writer: Pick<ChainWriter, 'commitUsage'>;
  readonly mode: AuditMode;
  /** Accesses in a batch, at most. */
  readonly batchSize: number;
}

export const createUsageLog = async ({ log, writer, mode, batchSize }: UsageLogParts): Promise<UsageLog> => {
  let { head, openLeaves, nextBatch } = await readUsageLog(log);
  const unsent: UsageCommitment[] = [];
  const inFlight = new Set<Promise<void>>();
  let queue: Promise<unknown> = Promise.resolve();

  /** One change after another, so that the chain of hashes is in the order of the log. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const result = queue.then(change);
    queue = result.catch(() => undefined);
    return result;
  };

  const append = async (usage: UsageRecord): Promise<UsageCommitment | undefined> => {
    const record = encodeUsage(usage);
    await log.append(accessEntry(record));
    const leaf = leafOf(record);
    head = chainHead(head, leaf);
    openLeaves.push(leaf);
    return openLeaves.length >= (mode === 'perAccess' ? 1 : batchSize) ? endBatch() : undefined;
  };

  const endBatch = async (): Promise<UsageCommitment | undefined> => {
    if (openLeaves.length === 0) return undefined;
    await log.append(batchEndEntry);
    const root = mode === 'hashChain' ? head : merkleTree(openLeaves).root;
    const commitment = { batch: nextBatch, root, count: openLeaves.length };
    nextBatch += 1;
    openLeaves = [];
    return commitment;
  };

  const send = (commitment: UsageCommitment): Promise<void> => {
    const sending = writer.commitUsage(commitment).catch((error: unknown) => {
      unsent.push(commitment);
      throw error;
    });
    const settled = sending.catch(() => undefined).then(() => void inFlight.delete(settled));
    inFlight.add(settled);
    return sending;
  };

  return {
    async record(usage) {
      if (mode === 'none') return;
      const commitment = await inTurn(() => append(usage));
      if (commitment === undefined) return;
      if (mode === 'perAccess') await send(commitment);
      else send(commitment).catch(() => undefined); // stays unsent, and `flush` reports it
    },
    async flush() {
      const commitment = await inTurn(endBatch);
      await Promise.all(inFlight);
      const waiting = [...unsent.splice(0), ...(commitment ? [commitment] : [])];
      const outcomes = await Promise.allSettled(waiting.map(send)); // each that fails is unsent again
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
};
