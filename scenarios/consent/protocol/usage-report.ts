/**
 * What a patient is told about the reading of own records, and how the patient's side checks it against the chain and against
 * the receipts that staff hold. A server that leaves an access out is found when one reader shows a receipt; a server and a reader who
 * both keep silent are found by nobody, in this architecture as in any other.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import { leafOf, merkleTree, rootFrom } from '../merkle-tree.ts';
import type { AccessReceipt } from './access-messages.ts';
import type { UsageCommitment } from './chain-view.ts';
import { chainHead, type EndedBatch } from './usage-history.ts';
import type { AuditMode } from './usage-log.ts';
import { decodeUsage, type UsageRecord } from './usage-record.ts';

export interface UsageReport {
  readonly sp: Address;
  readonly mode: AuditMode;
  readonly batches: readonly ReportedBatch[];
}

export interface ReportedBatch extends Pick<EndedBatch, 'batch' | 'previousHead' | 'leaves'> {
  readonly accesses: readonly ReportedAccess[];
}

export interface ReportedAccess {
  readonly record: Hex;
  /** Empty in mode hashChain, where the leaves themselves lead from one head to the next. */
  readonly proof: readonly Hex[];
}

/** Only the patient's own accesses; of the others in a batch their leaves, which say nothing. */
export const usageReport = (sp: Address, mode: AuditMode, batches: readonly EndedBatch[]): UsageReport => ({
  sp,
  mode,
  batches: batches.flatMap(({ batch, previousHead, leaves, records }) => {
    const proofAt = mode === 'hashChain' ? () => [] : merkleTree(leaves).proofAt;
    const accesses = records.flatMap((record, index) =>
      decodeUsage(record).sp === sp ? [{ record, proof: proofAt(index) }] : [],
    );
    return accesses.length === 0 ? [] : [{ batch, previousHead, leaves, accesses }];
  }),
});

export type UsageFinding =
  /** A signed receipt is for an access that no committed batch has. */
  | { readonly kind: 'omitted'; readonly requestHash: Hex }
  | { readonly kind: 'duplicate'; readonly requestHash: Hex }
  /** The chain has no such batch, another root, or another count. */
  | { readonly kind: 'notCommitted'; readonly batch: number }
  | { readonly kind: 'badProof'; readonly batch: number; readonly requestHash: Hex }
  | { readonly kind: 'foreign'; readonly requestHash: Hex };

/** `commitments` come from the chain's events of this server, `receipts` from staff; nothing is believed of the server. */
export const auditUsage = (
  report: UsageReport,
  commitments: readonly UsageCommitment[],
  receipts: readonly Pick<AccessReceipt, 'requestHash'>[],
): readonly UsageFinding[] => {
  const proved = new Set<Hex>();
  const findings = report.batches.flatMap((batch) => auditBatch(report, batch, commitments, proved));
  const omitted = receipts
    .filter(({ requestHash }) => !proved.has(requestHash))
    .map(({ requestHash }) => ({ kind: 'omitted', requestHash }) as const);
  return [...findings, ...omitted];
};

const auditBatch = (
  { sp, mode }: UsageReport,
  reported: ReportedBatch,
  commitments: readonly UsageCommitment[],
  proved: Set<Hex>,
): UsageFinding[] => {
  const { batch, leaves, accesses } = reported;
  const committed = commitments.find((commitment) => commitment.batch === batch);
  const isCommitted = committed?.root === rootOf(mode, reported) && committed?.count === leaves.length;
  if (!isCommitted) return [{ kind: 'notCommitted', batch }];
  return accesses.flatMap(({ record, proof }): UsageFinding[] => {
    const usage: UsageRecord = decodeUsage(record);
    const { requestHash } = usage;
    const leaf = leafOf(record);
    const isProved = mode === 'hashChain' ? leaves.includes(leaf) : rootFrom(leaf, proof) === committed.root;
    if (!isProved) return [{ kind: 'badProof', batch, requestHash }];
    if (usage.sp !== sp) return [{ kind: 'foreign', requestHash }];
    if (proved.has(requestHash)) return [{ kind: 'duplicate', requestHash }];
    proved.add(requestHash);
    return [];
  });
};

const rootOf = (mode: AuditMode, { previousHead, leaves }: ReportedBatch): Hex =>
  mode === 'hashChain' ? leaves.reduce(chainHead, previousHead) : merkleTree(leaves).root;
