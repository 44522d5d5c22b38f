/** What has to end when a service does, or when it cannot start: newest first, and one that fails keeps none of the others open. */
export interface Ending {
  add(close: () => Promise<void>): void;
  /** Rejects with the first failure, when all have been tried. */
  run(): Promise<void>;
}

export const createEnding = (): Ending => {
  const closers: (() => Promise<void>)[] = [];
  return {
    add: (close) => void closers.push(close),
    run: async () => {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse())
        await close().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
};
