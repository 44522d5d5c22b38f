/**
 * Seeded random streams (the port in random.ts) over Philox4x32-10.
 *
 * Model: a stream is a 64-bit key; its words are the blocks of the counters 0, 1, 2, … under that key. The key is the
 * first 64 bits of SHA-256 over a JSON list: the version, then the seed as decimal text, or the parent's key and the
 * label. So a fork depends on nothing that was drawn, and no two paths of labels share an encoding. Two of n streams
 * share a key with probability n²/2⁶⁵: 3 · 10⁻⁸ for a million.
 *
 * A change of anything here changes every published result: raise `version` with it.
 */
import { hash } from 'node:crypto';
import { BenchError, exitCodes } from '../errors.ts';
import { multiplyHigh, philox4x32 } from './philox.ts';
import type { RandomStream } from './random.ts';

type Key = readonly [number, number];

const version = 'chronobench-random-1';
const wordCount = 2 ** 32;
const wordsPerBlock = 4;
const noBlock = new Uint32Array(0);

/** `1`, `1n` and `'1'` are the same seed, so that a seed read back from a file or a command line is the same. */
export function createRandom(seed: string | number | bigint): RandomStream {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) throw new SeedError(seed);
  return createStream(() => deriveKey('seed', String(seed)));
}

// JSON escapes unpaired surrogates, so that distinct labels stay distinct in UTF-8.
function deriveKey(...path: readonly (string | number)[]): Key {
  const digest = hash('sha256', JSON.stringify([version, ...path]), 'hex');
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)];
}

/** Derives its key when it is first needed: most of the streams that are forked per call are never drawn from. */
function createStream(derive: () => Key): RandomStream {
  let key: Key | undefined;
  let block = noBlock;
  let used = wordsPerBlock;
  let counterLow = 0;
  let counterHigh = 0;

  const keyOf = (): Key => {
    key ??= derive();
    return key;
  };

  const refill = (): void => {
    if (block === noBlock) block = new Uint32Array(wordsPerBlock);
    const [k0, k1] = keyOf();
    philox4x32(block, k0, k1, counterLow, counterHigh, 0, 0);
    counterLow = (counterLow + 1) >>> 0;
    if (counterLow === 0) counterHigh += 1;
    used = 0;
  };

  const uint32 = (): number => {
    if (used === wordsPerBlock) refill();
    const word = block[used] as number;
    used += 1;
    return word;
  };

  /** 27 bits of one word above 26 bits of the next, as a fraction of 2⁵³. */
  const uniform = (): number => ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53;

  /** Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019, algorithm 5. */
  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound >= wordCount) throw new BoundError(bound);
    let word = uint32();
    let low = Math.imul(word, bound) >>> 0;
    if (low < bound) {
      const threshold = (wordCount - bound) % bound;
      while (low < threshold) {
        word = uint32();
        low = Math.imul(word, bound) >>> 0;
      }
    }
    return multiplyHigh(word, bound) >>> 0;
  };

  return {
    fork: (label) => createStream(() => deriveKey(...keyOf(), label)),
    uniform,
    uint32,
    integer,
    pick: <T>(items: readonly T[]) => items[integer(items.length)] as T,
  };
}

export class SeedError extends BenchError {
  override readonly name = 'SeedError';

  constructor(seed: number) {
    super(`${seed} cannot be a seed.`, {
      code: 'RANDOM_SEED_INVALID',
      exitCode: exitCodes.usage,
      hint: 'Beyond 2^53 give the seed as text or as a bigint.',
      problems: [{ path: 'seed', expected: 'a safe integer, a bigint or a text', received: String(seed) }],
    });
  }
}

export class BoundError extends BenchError {
  override readonly name = 'BoundError';

  constructor(bound: number) {
    super(`There is no random integer below ${bound}.`, {
      code: 'RANDOM_BOUND_INVALID',
      exitCode: exitCodes.internal,
      hint: 'Nothing can be picked from an empty list.',
      problems: [{ path: 'bound', expected: 'an integer from 1 to 2^32 - 1', received: String(bound) }],
    });
  }
}
