/**
 * The block before the first: what the chain's own rules need of it. It has no header of its own here (its state is
 * whatever was funded), so its hash, the parent hash of block 1, is zero.
 */
import { type Hardfork, isAtLeast } from '../ethereum/hardfork.ts';
import type { ChainProfile } from '../profile/profile.ts';
import type { Address, Hex } from '../units.ts';

/** What the next block is derived from. */
export interface Head {
  readonly number: number;
  readonly hash: Hex;
  readonly timestampS: bigint;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  readonly baseFeePerGasWei: bigint | undefined;
}

export const zeroHash: Hex = `0x${'0'.repeat(64)}`;

/** Who earns the tips: an account that nothing else uses. */
export const beneficiary: Address = '0xfeefeefeefeefeefeefeefeefeefeefeefeefee0';

/** The same of each node of a network, by which also blocks differ that hold the same. */
export const beneficiaryOf = (node: number): Address =>
  `0x${(BigInt(beneficiary) + BigInt(node)).toString(16)}`;

/** Yellow Paper §4.3.4: D_0, the least difficulty, constant here; from Paris on it is 0 (EIP-3675). */
export const difficulty = (hardfork: Hardfork): bigint => (isAtLeast(hardfork, 'paris') ? 0n : 131_072n);

/**
 * Virtual time 0 as contracts see it: round figures in the era of the rules, 13 September 2020 for proof of work and
 * 15 June 2025 from Paris on.
 */
const genesisTimestampS = (hardfork: Hardfork): bigint =>
  isAtLeast(hardfork, 'paris') ? 1_750_000_000n : 1_600_000_000n;

/** Half full, so that EIP-1559's rule gives block 1 the profile's initial base fee unchanged. */
export const genesisHead = ({ hardfork, blockGasLimit, fees, ...profile }: ChainProfile): Head => ({
  number: 0,
  hash: zeroHash,
  timestampS: profile.genesisTimestampS ?? genesisTimestampS(hardfork),
  gasLimit: blockGasLimit,
  gasUsed: blockGasLimit / 2n,
  baseFeePerGasWei: isAtLeast(hardfork, 'london') ? initialBaseFeeWei(fees) : undefined,
});

/** A chain with a base fee whose clients quote plain gas prices starts at zero: its base fee can only rise from there. */
const initialBaseFeeWei = (fees: ChainProfile['fees']): bigint =>
  fees.market === 'eip1559' ? fees.initialBaseFeeWei : 0n;
