/**
 * What the benchmark asks of every system: start with funded accounts, take one deployment outside the measured
 * time, then take signed bytes and come back with the receipts as its client holds them. A system is a module of its
 * own, loaded in a process of its own, so that none pays for another's heap, threads or compiled code.
 */
export interface Fixture {
  readonly chainId: number;
  /** Rules of every system that knows them; ganache stops at an older fork with the same gas for this contract. */
  readonly hardfork: 'osaka';
  /** A block is asked for after so many transactions; its gas limit leaves room for all of them. */
  readonly transactionsPerBlock: number;
  readonly blockGasLimit: number;
  readonly baseFeePerGasWei: number;
  readonly balanceWei: string;
  readonly accounts: readonly string[];
  /** Of the accounts, for the one system whose genesis takes keys only. */
  readonly privateKeys: readonly string[];
  readonly deployment: string;
  /** Signed and serialised, as 0x text: JSON-RPC takes it as it is, the others turn it into bytes beforehand. */
  readonly transactions: readonly string[];
}

/** What a client keeps of a receipt. */
export interface RecordedReceipt {
  readonly hash: string;
  readonly succeeded: boolean;
  readonly gasUsed: number;
}

export interface Session {
  /** Runs the transactions in blocks and returns their receipts in order. This call is what is measured. */
  execute(transactions: readonly string[]): Promise<readonly RecordedReceipt[]>;
  /** Processor time so far of processes that belong to the system, other than this one. Absent: there are none. */
  readonly otherCpuMs?: () => number;
  close(): Promise<void>;
}

export interface System {
  readonly name: string;
  /** Everything outside the measured time: accounts funded, contract deployed. */
  start(fixture: Fixture): Promise<Session>;
}

export const inBatches = <T>(items: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
