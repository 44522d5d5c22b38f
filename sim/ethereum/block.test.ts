import { createBlockHeader } from '@ethereumjs/block';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockEnvironment, createBlockFrom, headerHash } from './block.ts';
import { sharedCommon, stockCommon } from './common.ts';
import { hardforks, isAtLeast } from './hardfork.ts';
import { bytesToHex } from './hex.ts';

const words = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytesToHex);
const environments: fc.Arbitrary<BlockEnvironment> = fc.record({
  number: fc.nat(),
  parentHash: words,
  timestampS: fc.bigInt({ min: 0n, max: 2n ** 40n }),
  gasLimit: fc.bigInt({ min: 5000n, max: 2n ** 40n }),
  baseFeePerGasWei: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  beneficiary: fc.uint8Array({ minLength: 20, maxLength: 20 }).map(bytesToHex),
  difficulty: fc.bigInt({ min: 1n, max: 2n ** 60n }),
  prevRandao: words,
});

describe.each(hardforks)('a block of %s', (hardfork) => {
  const [ours, stock] = [sharedCommon(7, hardfork), stockCommon(7, hardfork)];
  const adapt = (environment: BlockEnvironment): BlockEnvironment => ({
    ...environment,
    baseFeePerGasWei: isAtLeast(hardfork, 'london') ? environment.baseFeePerGasWei : undefined,
    difficulty: isAtLeast(hardfork, 'paris') ? 0n : environment.difficulty,
  });

  it('headerHash(block, gasUsed) = the hash of the stock header with that gas', () => {
    fc.assert(
      fc.property(environments, fc.nat(100), (drawn, percent) => {
        const environment = adapt(drawn);
        const gasUsed = (environment.gasLimit * BigInt(percent)) / 100n;
        const { header } = createBlockFrom(environment, stock);
        const hash = createBlockHeader({ ...header, gasUsed }, { common: stock }).hash();
        expect(headerHash(createBlockFrom(environment, ours), gasUsed)).toBe(bytesToHex(hash));
      }),
      { numRuns: 20 },
    );
  });
});
