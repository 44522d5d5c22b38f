/**
 * What a patient signs, as EIP-712 typed data for the registry: a grant, valid at one epoch of the pair and one of the
 * patient, and a revocation, valid for every epoch up to one. Field order and widths are the contract's.
 */
import type { Address, Hex } from '../../sim/index.ts';
import { createHashing, type TypedDomain, type TypedFields } from './typed-message.ts';

export interface GrantInput {
  readonly ms: Address;
  readonly mdrs: Address;
  readonly scope: Hex;
  readonly terms: Hex;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly ops: number;
  readonly purpose: number;
  readonly usesMax: number;
}

export interface GrantDecision extends GrantInput {
  readonly sp: Address;
  readonly epoch: number;
  readonly patientEpoch: number;
  readonly deadline: bigint;
}

export interface RevokeDecision {
  readonly sp: Address;
  readonly ms: Address;
  readonly throughEpoch: number;
  readonly reason: Hex;
  readonly deadline: bigint;
}

const grantFields = {
  sp: 'address',
  ms: 'address',
  mdrs: 'address',
  scope: 'bytes32',
  terms: 'bytes32',
  notBefore: 'uint48',
  expiresAt: 'uint48',
  ops: 'uint32',
  purpose: 'uint16',
  usesMax: 'uint16',
  epoch: 'uint32',
  patientEpoch: 'uint32',
  deadline: 'uint256',
} as const;

const revokeFields = {
  sp: 'address',
  ms: 'address',
  throughEpoch: 'uint32',
  reason: 'bytes32',
  deadline: 'uint256',
} as const;

const domainName = 'MedConsent';
const hashOf = createHashing(domainName, { Grant: grantFields, Revoke: revokeFields });

export const grantHash = (domain: TypedDomain, message: GrantDecision): Hex =>
  hashOf(domain, 'Grant', message);

export const revokeHash = (domain: TypedDomain, message: RevokeDecision): Hex =>
  hashOf(domain, 'Revoke', message);

/** As wallets are shown it (eth_signTypedData_v4). */
const fieldsOf = (fields: TypedFields) => Object.entries(fields).map(([name, type]) => ({ name, type }));
const walletTypes = { Grant: fieldsOf(grantFields), Revoke: fieldsOf(revokeFields) };
const domainOf = (domain: TypedDomain) => ({ name: domainName, version: '1', ...domain });

export const grantTypedData = (domain: TypedDomain, message: GrantDecision) => ({
  domain: domainOf(domain),
  types: walletTypes,
  primaryType: 'Grant' as const,
  message: { ...message },
});

export const revokeTypedData = (domain: TypedDomain, message: RevokeDecision) => ({
  domain: domainOf(domain),
  types: walletTypes,
  primaryType: 'Revoke' as const,
  message: { ...message },
});
