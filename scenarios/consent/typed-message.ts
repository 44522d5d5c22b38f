/**
 * Hashes of typed data (EIP-712) whose every field is one word, which is all that is signed here. The words of types and
 * domains are hashed once; the tests hold it to viem.
 */
import { bytesToHex, type Hex, keccak256 } from '../../sim/index.ts';
import { hashOfHex, type WordValue, wordsOf } from './protocol/static-words.ts';

/** Where a signature is valid: one contract on one chain. */
export interface TypedDomain {
  readonly chainId: number;
  readonly verifyingContract: Hex;
}

/** A type's fields in order, each with its Solidity type. */
export type TypedFields = Readonly<Record<string, string>>;

type Hashing<Name extends string> = (domain: TypedDomain, name: Name, message: object) => Hex;

/** A field that a message lacks counts as 0. */
export const createHashing = <Name extends string>(
  domainName: string,
  types: Readonly<Record<Name, TypedFields>>,
): Hashing<Name> => {
  const separatorOf = createSeparators(domainName);
  const hashed = new Map(
    Object.entries<TypedFields>(types).map(([name, fields]) => [name, hashedType(name, fields)]),
  );
  return (domain, name, message) => {
    const { typeHash, fields } = hashed.get(name) as HashedType; // `Name` is of these
    const values = fields.map((field) => (message as Readonly<Record<string, WordValue>>)[field] ?? 0);
    const structHash = hashOfHex(wordsOf([typeHash, ...values]));
    return hashOfHex(`0x1901${separatorOf(domain).slice(2)}${structHash.slice(2)}`);
  };
};

interface HashedType {
  readonly typeHash: Hex;
  readonly fields: readonly string[];
}

const hashOfText = (text: string): Hex => bytesToHex(keccak256(new TextEncoder().encode(text)));

/** EIP-712, "Definition of encodeType". */
const hashedType = (name: string, fields: TypedFields): HashedType => {
  const members = Object.entries(fields).map(([field, type]) => `${type} ${field}`);
  return { typeHash: hashOfText(`${name}(${members.join(',')})`), fields: Object.keys(fields) };
};

const domainTypeHash = hashOfText(
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)',
);
const versionHash = hashOfText('1');

/** EIP-712, "Definition of domainSeparator"; the newest is remembered, as a run has one. */
const createSeparators = (domainName: string): ((domain: TypedDomain) => Hex) => {
  const nameHash = hashOfText(domainName);
  let known: (TypedDomain & { readonly separator: Hex }) | undefined;
  return ({ chainId, verifyingContract }) => {
    if (known?.chainId === chainId && known.verifyingContract === verifyingContract) return known.separator;
    const words = [domainTypeHash, nameHash, versionHash, chainId, verifyingContract];
    known = { chainId, verifyingContract, separator: hashOfHex(wordsOf(words)) };
    return known.separator;
  };
};
