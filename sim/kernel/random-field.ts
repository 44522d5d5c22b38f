/**
 * Random numbers by their place in a table instead of by their turn: the number at (row, column) is a pure function of
 * the stream's key and the place, so that it may be asked for in any order, again, or never.
 */
import { philox4x32 } from './philox.ts';
import type { RandomStream } from './random.ts';

/** Uniform on [0, 1), 53 bits. `row` is a safe integer, `column` one below 2³², both 0 or more. */
export type RandomField = (row: number, column: number) => number;

/** Takes its key from the next words of `random`, which should be a stream of its own. */
export const createRandomField = (random: RandomStream): RandomField => {
  const [k0, k1] = [random.uint32(), random.uint32()];
  const block = new Uint32Array(4);
  return (row, column) => {
    philox4x32(block, k0, k1, row >>> 0, Math.floor(row / 2 ** 32), column, 0);
    return (((block[0] as number) >>> 5) * 2 ** 26 + ((block[1] as number) >>> 6)) / 2 ** 53;
  };
};
