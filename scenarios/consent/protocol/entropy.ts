/**
 * Where every secret comes from: data keys, nonces, ephemeral keys. Nothing in this folder draws from anything else, so a
 * seeded stream makes a whole run repeatable, byte by byte.
 *
 * A SEEDED STREAM IS FOR SIMULATION ONLY. A server or wallet in real life injects a cryptographic generator in its place:
 * `(byteCount) => crypto.getRandomValues(new Uint8Array(byteCount))`.
 */
import type { RandomStream } from '../../../sim/index.ts';

export type Entropy = (byteCount: number) => Uint8Array<ArrayBuffer>;

export const seededEntropy = (random: RandomStream): Entropy => {
  return (byteCount) => {
    const words = new Uint32Array(Math.ceil(byteCount / 4));
    for (let index = 0; index < words.length; index += 1) words[index] = random.uint32();
    return new Uint8Array(words.buffer, 0, byteCount);
  };
};
