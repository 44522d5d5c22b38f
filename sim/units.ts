/**
 * Units and the few conversions between them. Virtual time is a number of milliseconds on a grid of 1 µs, so that
 * sums of drawn durations print the same everywhere; ether amounts are bigint wei; EVM timestamps are bigint seconds.
 */

/** Lower-case 0x-prefixed hexadecimal text. */
export type Hex = `0x${string}`;
/** A 20-byte address as lower-case hexadecimal: the key of maps and the form in files. */
export type Address = Hex;

const microsecondsPerMs = 1000;
export const msPerS = 1000;
export const weiPerGwei = 1_000_000_000n;
export const weiPerEther = 1_000_000_000_000_000_000n;

/** The nearest point of the 1 µs grid on which all virtual times lie. */
export const quantiseMs = (timeMs: number): number =>
  Math.round(timeMs * microsecondsPerMs) / microsecondsPerMs;

export const gwei = (amount: number): bigint => BigInt(Math.round(amount * Number(weiPerGwei)));
