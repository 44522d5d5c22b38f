/** Signed decisions as a wallet makes them, and the ways to spoil them that a contract must refuse. */
import { hashTypedData } from 'viem/utils';
import {
  type GrantDecision,
  grantTypedData,
  type RevokeDecision,
  revokeTypedData,
} from '../../../scenarios/consent/signed-decisions.ts';
import type { TypedDomain } from '../../../scenarios/consent/typed-message.ts';
import { sign } from '../../../sim/ethereum/crypto.ts';
import { bytesToHex, hexToBytes } from '../../../sim/ethereum/hex.ts';
import type { Hex } from '../../../sim/units.ts';
import type { Actor } from '../actors.ts';
import type { Outcome, Sandbox } from '../sandbox.ts';
import { dayS, grantInput, noHash, type Registry, startS } from './registry.ts';

export const deadline = BigInt(startS + 30 * dayS);

export const domainOf = (sandbox: Sandbox, { contract }: Registry): TypedDomain => ({
  chainId: sandbox.chainId,
  verifyingContract: contract.address,
});

/** r, s and v as 65 bytes, the one form that is accepted. */
export const signHash = ({ key }: Actor, hash: Hex): Hex => {
  const { compact, recovery } = sign(hexToBytes(hash), key);
  return `${bytesToHex(compact)}${(27 + recovery).toString(16)}`;
};

export const grantDecision = (sp: Actor, changes: Partial<GrantDecision> = {}): GrantDecision => ({
  sp: sp.address,
  ...grantInput(),
  epoch: 0,
  patientEpoch: 0,
  deadline,
  ...changes,
});

export const revokeDecision = (
  sp: Actor,
  ms: Actor,
  changes: Partial<RevokeDecision> = {},
): RevokeDecision => ({
  sp: sp.address,
  ms: ms.address,
  throughEpoch: 1,
  reason: noHash,
  deadline,
  ...changes,
});

export const signGrant = (signer: Actor, domain: TypedDomain, decision: GrantDecision): Hex =>
  signHash(signer, hashTypedData(grantTypedData(domain, decision)));

export const signRevoke = (signer: Actor, domain: TypedDomain, decision: RevokeDecision): Hex =>
  signHash(signer, hashTypedData(revokeTypedData(domain, decision)));

/** What is submitted may differ from what was signed; that is up to the test. */
export const submitGrant = (
  { call }: Registry,
  relayer: Actor,
  { sp, epoch, patientEpoch: _, deadline, ...input }: GrantDecision,
  signature: Hex,
): Promise<Outcome> => call(relayer, 'grantBySig', sp, input, epoch, deadline, signature);

export const submitRevoke = (
  { call }: Registry,
  relayer: Actor,
  { sp, ms, throughEpoch, reason, deadline }: RevokeDecision,
  signature: Hex,
): Promise<Outcome> => call(relayer, 'revokeBySig', sp, ms, throughEpoch, reason, deadline, signature);

const curveOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The same signer by another signature: s replaced by the curve's order less s, the parity flipped. */
export const highS = (signature: Hex): Hex => {
  const s = curveOrder - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith('1b') ? '1c' : '1b';
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}${v}` as Hex;
};

/** EIP-2098: the parity in the highest bit of s, 64 bytes in all. */
export const compactForm = (signature: Hex): Hex => {
  const parity = signature.endsWith('1c') ? 1n << 255n : 0n;
  const s = BigInt(`0x${signature.slice(66, 130)}`) | parity;
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}` as Hex;
};

export const withV = (signature: Hex, v: number): Hex =>
  `${signature.slice(0, 130)}${v.toString(16).padStart(2, '0')}` as Hex;
