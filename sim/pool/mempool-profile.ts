/** Limits of geth's transaction pool: counts of transactions. */
export interface MempoolProfile {
  /** Executable transactions in all; above it, senders with more than `guaranteedPerSender` lose their last ones. */
  readonly maxPending: number;
  readonly guaranteedPerSender: number;
  readonly maxQueued: number;
  readonly maxQueuedPerSender: number;
  /** A replacement must raise both fees by at least this. */
  readonly priceBumpPercent: number;
}
