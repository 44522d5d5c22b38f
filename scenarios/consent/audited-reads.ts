/**
 * Reads by staff with consent, and what a server tells the chain of them in an audit mode. The log is the server's own, with its
 * hashes and roots; sealing and sending the record change neither cost nor order, and are left out.
 */
import { bytesToHex, type Hex, type WorkloadContext } from '../../sim/index.ts';
import type { UsageCommitment } from './protocol/chain-view.ts';
import { seededEntropy } from './protocol/entropy.ts';
import { type AuditMode, createUsageLog } from './protocol/usage-log.ts';
import { createMemoryStore } from './server/stores/memory.ts';
import { questionOf, recordId } from './variants/registry-variant.ts';
import type { Pair } from './variants/variant.ts';

const commitGasLimit = 40_000n;
const contentHash: Hex = `0x${'c0'.repeat(32)}`;
const [read, treatment] = [1, 1];

export type AuditedRead = (context: WorkloadContext, pair: Pair) => Promise<void>;

/** One server's reads; `released` and `committed` are the labels, each counted from the moment of the (oldest) request. */
export const createAuditedReads = (mode: AuditMode, batchSize: number): AuditedRead => {
  const due: UsageCommitment[] = [];
  const writer = { commitUsage: async (commitment: UsageCommitment) => void due.push(commitment) };
  const opening = createUsageLog({ log: createMemoryStore().log, writer, mode, batchSize });
  let oldestMs = Number.POSITIVE_INFINITY;

  const commit = async ({ account, send }: WorkloadContext): Promise<void> => {
    const commitment = due.shift();
    if (commitment === undefined) return;
    const intendedMs = oldestMs;
    oldestMs = Number.POSITIVE_INFINITY;
    const { batch, root, count } = commitment;
    const args = [BigInt(batch), root, count];
    const how = { gasLimit: commitGasLimit, label: 'committed', intendedMs };
    await send({ from: account('server', 0), to: 'consent', call: 'commitUsage', args, ...how });
  };

  return async (context, pair) => {
    const startMs = context.nowMs();
    await check(context, pair, 'verified', startMs);
    const log = await opening;
    oldestMs = Math.min(oldestMs, startMs);
    await log.record(usageOf(context, pair));
    if (mode === 'perAccess') await commit(context);
    // The server's last look before the answer leaves.
    await check(context, pair, 'released', startMs);
    await commit(context);
  };
};

const usageOf = ({ random, nowMs }: WorkloadContext, { patient, staff }: Pair) => ({
  ...{ requestHash: bytesToHex(seededEntropy(random)(32)), sp: patient.address, ms: staff.address },
  ...{
    recordId,
    version: 1,
    contentHash,
    ops: read,
    purpose: treatment,
    servedAt: Math.floor(nowMs() / 1000),
  },
});

const check = async (context: WorkloadContext, pair: Pair, label: string, intendedMs: number) => {
  const args = questionOf(context, pair);
  const from = context.account('server', 0);
  const answer = await context.read({ from, to: 'consent', call: 'check', args, label, intendedMs });
  if (answer.status === 'failed' || answer.value !== 0)
    throw new Error('the registry refuses what was granted');
};
