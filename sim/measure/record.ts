/**
 * One row per transaction or read, held as columns (see `recorder`), because a run may have a million of them.
 * Times are virtual milliseconds since genesis; `NaN` in a column is an instant that never came.
 */
export const recordStatuses = ['pending', 'succeeded', 'failed'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

export const recordKinds = ['transaction', 'read'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A row as its readers see it; absent values are undefined. */
export interface TransactionRecord {
  readonly roundIndex: number;
  /** From 0 within the round, in the order of sending. */
  readonly index: number;
  readonly kind: RecordKind;
  readonly label: string;
  readonly hash: string | undefined;
  readonly sender: string;
  readonly nonce: number | undefined;
  readonly status: RecordStatus;
  /** When the plan wanted it sent; latency counts from here, so that a stalled client hides nothing. */
  readonly intendedMs: number;
  /** When the client handed it to the node. */
  readonly submittedMs: number | undefined;
  readonly includedMs: number | undefined;
  readonly confirmedMs: number | undefined;
  readonly blockNumber: number | undefined;
  readonly gasUsed: bigint | undefined;
  readonly effectiveGasPriceWei: bigint | undefined;
  readonly error: string | undefined;
}
