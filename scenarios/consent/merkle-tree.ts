/**
 * A Merkle tree as OpenZeppelin's contracts prove membership: a leaf is hashed twice, an interior node is the hash of its two children in
 * ascending order, and a node without a sibling moves up as it is. So nobody can pass an interior node off as a leaf.
 */
import { bytesToHex, type Hex, keccak256 } from '../../sim/index.ts';

export interface MerkleTree {
  readonly root: Hex;
  /** The siblings from a leaf upwards. */
  proofAt(index: number): readonly Hex[];
}

export const leafOf = (value: Hex): Hex =>
  bytesToHex(keccak256(keccak256(Buffer.from(value.slice(2), 'hex'))));

export const merkleTree = (leaves: readonly Hex[]): MerkleTree => {
  if (leaves.length === 0) throw new RangeError('A tree has at least one leaf');
  const layers: (readonly Hex[])[] = [leaves];
  for (let layer = leaves; layer.length > 1; layer = layers.at(-1) ?? []) layers.push(above(layer));
  return {
    root: layers.at(-1)?.[0] as Hex, // the last layer has exactly one node
    proofAt: (index) => layers.flatMap((layer, height) => siblingIn(layer, index >> height)),
  };
};

/** The root that a leaf and its proof lead to. */
export const rootFrom = (leaf: Hex, proof: readonly Hex[]): Hex => proof.reduce(parentOf, leaf);

const above = (layer: readonly Hex[]): Hex[] =>
  layer.flatMap((node, index) => (index % 2 === 1 ? [] : siblingIn(layer, index).reduce(parentOf, node)));

const siblingIn = (layer: readonly Hex[], index: number): Hex[] => {
  const sibling = layer[index ^ 1];
  return sibling === undefined ? [] : [sibling];
};

const parentOf = (left: Hex, right: Hex): Hex =>
  hashOf(left < right ? `${left.slice(2)}${right.slice(2)}` : `${right.slice(2)}${left.slice(2)}`);

const hashOf = (digits: string): Hex => bytesToHex(keccak256(Buffer.from(digits, 'hex')));
