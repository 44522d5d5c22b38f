/** The scope of a grant: a Merkle tree over record ids, of which the chain holds the root alone. */
import type { Hex } from '../../sim/index.ts';
import { leafOf, merkleTree } from './merkle-tree.ts';

export interface RecordScope {
  readonly root: Hex;
  /** The siblings from a record's leaf upwards; undefined for a record that is not in the scope. */
  proofOf(recordId: Hex): readonly Hex[] | undefined;
}

export const scopeOf = (recordIds: readonly [Hex, ...Hex[]]): RecordScope => {
  const tree = merkleTree(recordIds.map(leafOf));
  return {
    root: tree.root,
    proofOf: (recordId) => {
      const index = recordIds.indexOf(recordId);
      return index === -1 ? undefined : tree.proofAt(index);
    },
  };
};
