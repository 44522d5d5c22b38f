/**
 * The scope of a grant: a Merkle tree over record ids, of which the chain holds the root alone. A leaf is the double
 * hash of a record id, an interior node the hash of its two children in ascending order, and a node without a sibling
 * moves up as it is; so a contract that hashes the leaf itself can never be shown an interior node in its place.
 */
import { concat, keccak256 } from 'viem/utils';
import type { Hex } from '../../sim/index.ts';

export interface RecordScope {
  readonly root: Hex;
  /** The siblings from a record's leaf upwards; undefined for a record that is not in the scope. */
  proofOf(recordId: Hex): readonly Hex[] | undefined;
}

export const scopeOf = (recordIds: readonly [Hex, ...Hex[]]): RecordScope => {
  const layers: Hex[][] = [recordIds.map(leafOf)];
  for (let layer = layers[0] ?? []; layer.length > 1; layer = layers.at(-1) ?? []) layers.push(above(layer));
  return {
    root: layers.at(-1)?.[0] as Hex, // the last layer has exactly one node
    proofOf: (recordId) => {
      const index = recordIds.indexOf(recordId);
      return index === -1 ? undefined : layers.flatMap((layer, height) => siblingIn(layer, index >> height));
    },
  };
};

export const leafOf = (recordId: Hex): Hex => keccak256(keccak256(recordId));

const above = (layer: readonly Hex[]): Hex[] =>
  layer.flatMap((node, index) =>
    index % 2 === 1 ? [] : siblingIn(layer, index).reduce((left, right) => parentOf(left, right), node),
  );

const siblingIn = (layer: readonly Hex[], index: number): Hex[] => {
  const sibling = layer[index ^ 1];
  return sibling === undefined ? [] : [sibling];
};

const parentOf = (left: Hex, right: Hex): Hex =>
  keccak256(concat(left < right ? [left, right] : [right, left]));
