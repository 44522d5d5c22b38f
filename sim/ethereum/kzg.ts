/**
 * EIP-4844's point evaluation: whether a KZG commitment opens to y at z. Verification needs one point of the trusted
 * setup only, so it is done here on @noble/curves instead of carrying a library and the whole setup. The other
 * operations of the library's interface make blobs, which the simulator does not.
 */
import type { CustomCrypto } from '@ethereumjs/common';
import { bls12_381 as bls } from '@noble/curves/bls12-381.js';

type KZG = NonNullable<CustomCrypto['kzg']>;

const { G1, G2, fields } = bls;
const unprefixed = (hex: string): string => hex.replace(/^0x/, '');

/** consensus-specs, presets/mainnet/trusted_setups/trusted_setup_4096.json: the second of `g2_monomial`. */
const tauG2 = G2.Point.fromHex(
  'b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72' +
    '185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2',
);

/** Throws on a number that is not a field element, as consensus-specs `bytes_to_bls_field` does. */
const scalar = (hex: string): bigint => {
  const value = BigInt(hex);
  if (value >= fields.Fr.ORDER) throw new RangeError('C_KZG_BADARGS: not a field element');
  return value;
};

/** A point of G1's prime-order subgroup; infinity is allowed, as in consensus-specs `validate_kzg_g1`. */
const point = (hex: string) => {
  const decoded = G1.Point.fromHex(unprefixed(hex));
  if (!decoded.is0()) decoded.assertValidity();
  return decoded;
};

/** consensus-specs, polynomial-commitments `verify_kzg_proof_impl`: e(C − y·G1, −G2) · e(proof, (τ − z)·G2) = 1. */
const verifyProof: KZG['verifyProof'] = (commitment, z, y, proof) => {
  const value = G1.Point.BASE.multiplyUnsafe(scalar(y));
  const shifted = tauG2.subtract(G2.Point.BASE.multiplyUnsafe(scalar(z)));
  const pairs = [
    { g1: point(commitment).subtract(value), g2: G2.Point.BASE.negate() },
    { g1: point(proof), g2: shifted },
  ].filter(({ g1, g2 }) => !g1.is0() && !g2.is0());
  return fields.Fp12.eql(bls.pairingBatch(pairs), fields.Fp12.ONE);
};

const unavailable = (): never => {
  throw new Error('blobs cannot be made here, only verified');
};

export const kzg: KZG = {
  verifyProof,
  blobToKzgCommitment: unavailable,
  computeBlobProof: unavailable,
  verifyBlobProofBatch: unavailable,
  computeCells: unavailable,
  computeCellsAndProofs: unavailable,
  recoverCellsAndProofs: unavailable,
  verifyCellKzgProofBatch: unavailable,
};
