import { describe, expect, it } from 'vitest';
import { kzg } from './kzg.ts';

const infinity = `0xc0${'00'.repeat(47)}`;
const word = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
/** BLS12-381's generator of G1, compressed. */
const generator =
  '0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb';
const order = 52435875175126190479447740508185965837690552500527637822603658699938581184513n;

/** go-ethereum, core/vm/testdata/precompiles/pointEvaluation.json. */
const opening = {
  commitment:
    '0x8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca25f26936857bc3a7c2539ea8ec3a952b7',
  z: '0x564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306',
  y: '0x24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1',
  proof: '0x873033e038326e87ed3e1276fd140253fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a',
};

describe('the point evaluation', () => {
  it('accepts the zero polynomial at any point', () => {
    expect(kzg.verifyProof(infinity, word(5n), word(0n), infinity)).toBe(true);
  });

  it('accepts the constant polynomial 1: its commitment is the generator, its proof infinity', () => {
    expect(kzg.verifyProof(generator, word(5n), word(1n), infinity)).toBe(true);
    expect(kzg.verifyProof(generator, word(5n), word(2n), infinity)).toBe(false);
  });

  it('accepts a real opening and no other value', () => {
    const { commitment, z, y, proof } = opening;
    expect(kzg.verifyProof(commitment, z, y, proof)).toBe(true);
    expect(kzg.verifyProof(commitment, z, word(BigInt(y) + 1n), proof)).toBe(false);
  });

  it('refuses numbers that are no field elements and points off the curve', () => {
    expect(() => kzg.verifyProof(infinity, word(order), word(0n), infinity)).toThrow('C_KZG_BADARGS');
    expect(() => kzg.verifyProof(`0x81${'00'.repeat(46)}07`, word(0n), word(0n), infinity)).toThrow();
  });
});
