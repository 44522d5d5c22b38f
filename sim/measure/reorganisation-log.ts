/** Reorganisations of the chain as the client's node saw them: few, so plain rows. */
export interface ReorganisationRow {
  readonly timeMs: number;
  /** How many blocks were taken back. */
  readonly depth: number;
  readonly transactionCount: number;
}

export interface ReorganisationLog {
  add(row: ReorganisationRow): void;
  /** From `startMs` to `endMs`, both included. */
  between(startMs: number, endMs: number): readonly ReorganisationRow[];
}

export const createReorganisationLog = (): ReorganisationLog => {
  const rows: ReorganisationRow[] = [];
  return {
    add: (row) => void rows.push(row),
    between: (startMs, endMs) => rows.filter(({ timeMs }) => timeMs >= startMs && timeMs <= endMs),
  };
};
