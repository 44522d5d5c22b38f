/**
 * A Merkle tree as OpenZeppelin's contracts prove membership: a leaf is hashed twice, an interior node is the hash of its two children in
 * ascending order, and a node without a sibling moves up as it is. So nobody can pass an interior node off as a leaf.
 */
import { bytesToHex, type Hex, hexToBytes, keccak256 } from '../../sim/index.ts';

export interface MerkleTree {
  readonly root: Hex;
  /** The siblings from a leaf upwards. */
  proofAt(index: number): readonly Hex[];
}

type Node = Uint8Array;

export const leafOf = (value: Hex): Hex => bytesToHex(keccak256(keccak256(hexToBytes(value))));

export const merkleTree = (leaves: readonly Hex[]): MerkleTree => {
  if (leaves.length === 0) throw new RangeError('A tree has at least one leaf');
  const layers: (readonly Node[])[] = [leaves.map(hexToBytes)];
  for (let layer = layers[0] ?? []; layer.length > 1; layer = layers.at(-1) ?? []) layers.push(above(layer));
  return {
    root: bytesToHex(layers.at(-1)?.[0] as Node), // the last layer has exactly one node
    proofAt: (index) => layers.flatMap((layer, height) => siblingIn(layer, index >> height)).map(bytesToHex),
  };
};

/** The root that a leaf and its proof lead to. */
export const rootFrom = (leaf: Hex, proof: readonly Hex[]): Hex =>
  bytesToHex(proof.map(hexToBytes).reduce(parentOf, hexToBytes(leaf)));

const above = (layer: readonly Node[]): Node[] =>
  layer.flatMap((node, index) => (index % 2 === 1 ? [] : siblingIn(layer, index).reduce(parentOf, node)));

const siblingIn = (layer: readonly Node[], index: number): Node[] => {
  const sibling = layer[index ^ 1];
  return sibling === undefined ? [] : [sibling];
};

const parentOf = (one: Node, other: Node): Node =>
  keccak256(Buffer.concat(Buffer.compare(one, other) < 0 ? [one, other] : [other, one]));
