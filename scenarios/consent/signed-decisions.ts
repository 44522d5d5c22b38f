/**
 * What a patient signs, as EIP-712 typed data for the registry: a grant, valid at one epoch of the pair and one of the
 * patient, and a revocation, valid for every epoch up to one. Field order and widths are the contract's.
 */
import type { Address, Hex } from '../../sim/index.ts';

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

/** Where a signature is valid: one contract on one chain. */
export interface DecisionDomain {
  readonly chainId: number;
  readonly verifyingContract: Address;
}

const fields = (text: string) =>
  text.split(',').map((field) => {
    const [type = '', name = ''] = field.trim().split(' ');
    return { type, name };
  });

const types = {
  Grant: fields(
    'address sp, address ms, address mdrs, bytes32 scope, bytes32 terms, uint48 notBefore, uint48 expiresAt, ' +
      'uint32 ops, uint16 purpose, uint16 usesMax, uint32 epoch, uint32 patientEpoch, uint256 deadline',
  ),
  Revoke: fields('address sp, address ms, uint32 throughEpoch, bytes32 reason, uint256 deadline'),
};

const domainOf = (domain: DecisionDomain) => ({ name: 'MedConsent', version: '1', ...domain });

export const grantTypedData = (domain: DecisionDomain, message: GrantDecision) => ({
  domain: domainOf(domain),
  types,
  primaryType: 'Grant' as const,
  message: { ...message },
});

export const revokeTypedData = (domain: DecisionDomain, message: RevokeDecision) => ({
  domain: domainOf(domain),
  types,
  primaryType: 'Revoke' as const,
  message: { ...message },
});
