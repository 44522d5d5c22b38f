/** Accounts and records of the consent system in FHIR's references: by identifier, as no FHIR server has them. */
import type { Identifier, Reference } from 'fhir/r4.js';
import type { Address, Hex } from '../../../sim/index.ts';

const uri = 'urn:ietf:rfc:3986';
const recordSystem = 'urn:chronobench:record';

/** CAIP-10: an account by chain and address. */
const accountIdentifier = (chainId: number, address: Address): Identifier => ({
  system: uri,
  value: `eip155:${chainId}:${address}`,
});

/** `known` is a resource about the same person or institution, where there is one. */
export const accountReference = (chainId: number, address: Address, known: Reference = {}): Reference => ({
  ...known,
  identifier: accountIdentifier(chainId, address),
});

export const accountIn = (reference: Reference | undefined, chainId: number): Address | undefined => {
  const [, chain, address] = /^eip155:(\d+):(0x[0-9a-f]{40})$/.exec(reference?.identifier?.value ?? '') ?? [];
  return chain === String(chainId) ? (address as Address) : undefined;
};

export const recordReference = (recordId: Hex): Reference => ({
  identifier: { system: recordSystem, value: recordId },
});

export const recordIn = ({ identifier }: Reference): Hex | undefined =>
  identifier?.system === recordSystem && /^0x[0-9a-f]{64}$/.test(identifier.value ?? '')
    ? (identifier.value as Hex)
    : undefined;
