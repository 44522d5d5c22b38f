/**
 * Seeded random streams. Each stochastic source draws from a stream of its own, `random.fork(label)`, so that one
 * more draw in one place desynchronises nothing elsewhere (common random numbers across variants).
 */
export interface RandomStream {
  /** An independent stream that depends only on this stream's key and the label, never on what was drawn before. */
  fork(label: string): RandomStream;
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform 32-bit unsigned integer. */
  uint32(): number;
  /** Uniform integer on [0, bound), unbiased. */
  integer(bound: number): number;
  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T;
}
