/**
 * The sealed blocks that an engine can still move among, by hash: those that stand, from the horizon to the newest, and
 * those that were rolled back and can be done again. Moving costs what the blocks wrote; nothing is executed twice.
 */
import { BenchError, exitCodes } from '../errors.ts';
import type { Hex } from '../units.ts';
import type { BlockRecords, UndoJournal } from './undo-journal.ts';

export interface Branches<Block> {
  /** The newest block that stands. */
  head(): Block;
  number(): number;
  /** The next block was sealed; the journal has its records already. */
  advance(hash: Hex, parentHash: Hex, block: Block): void;
  rollback(blockNumber: number): void;
  /** Makes this block the newest. Throws UnknownBlockError when the engine does not hold it any more. */
  checkout(hash: Hex): void;
  /** What a map of the journal holds under a key after this block. */
  look<V>(hash: Hex, map: ReadonlyMap<string, V>, key: string): V | undefined;
}

export interface BranchesOptions<Block> {
  readonly journal: Pick<UndoJournal, 'rollback' | 'reapply' | 'look'>;
  readonly genesis: Block;
  /** How many blocks can be undone, as the journal keeps. */
  readonly horizon: number;
  /** A block that was undone stands again. */
  readonly onReapplied: (number: number, parentHash: Hex) => void;
}

interface Known<Block> {
  readonly number: number;
  /** What the block itself says; undefined for genesis alone. */
  readonly parentHash: Hex | undefined;
  /** Undefined for the oldest that is held. */
  parent: Known<Block> | undefined;
  readonly block: Block;
  /** Undefined while the block stands. */
  undone: BlockRecords | undefined;
}

export const createBranches = <Block>(options: BranchesOptions<Block>): Branches<Block> => {
  const { journal, genesis, horizon, onReapplied } = options;
  const known = new Map<Hex, Known<Block>>();
  const standing: Known<Block>[] = [
    { number: 0, parentHash: undefined, parent: undefined, block: genesis, undone: undefined },
  ];
  const head = (): Known<Block> => standing.at(-1) as Known<Block>;

  /** The undone blocks from `hash` back to the first that stands, newest first. */
  const pathTo = (hash: Hex) => {
    const undone: (Known<Block> & { readonly undone: BlockRecords })[] = [];
    let each = known.get(hash);
    for (; each?.undone !== undefined; each = each.parent) undone.push(each as (typeof undone)[number]);
    if (each === undefined) throw new UnknownBlockError(hash, horizon);
    return { ancestor: each, undone };
  };

  const rollback = (blockNumber: number): void => {
    for (const records of journal.rollback(blockNumber)) (standing.pop() as Known<Block>).undone = records;
  };

  /** What lies beyond the horizon cannot be moved to. */
  const forgetOld = (): void => {
    while (standing.length > horizon + 1) standing.shift();
    const oldest = standing[0] as Known<Block>;
    oldest.parent = undefined;
    for (const [hash, { number }] of known) if (number < oldest.number) known.delete(hash);
  };

  return {
    head: () => head().block,
    number: () => head().number,
    advance: (hash, parentHash, block) => {
      const parent = head();
      if (parent.number === 0) known.set(parentHash, parent); // genesis learns its hash from its children
      const next = { number: parent.number + 1, parentHash, parent, block, undone: undefined };
      known.set(hash, next);
      standing.push(next);
      forgetOld();
    },
    rollback,
    checkout: (hash) => {
      const { ancestor, undone } = pathTo(hash);
      rollback(ancestor.number);
      for (const each of undone.reverse()) {
        journal.reapply(each.undone);
        (each as Known<Block>).undone = undefined;
        standing.push(each);
        onReapplied(each.number, each.parentHash as Hex); // genesis alone has none, and it is never undone
      }
      forgetOld();
    },
    look: (hash, map, key) => {
      const { ancestor, undone } = pathTo(hash);
      return journal.look(
        map,
        key,
        ancestor.number,
        undone.map((each) => each.undone),
      );
    },
  };
};

export class UnknownBlockError extends BenchError {
  override readonly name = 'UnknownBlockError';

  constructor(hash: Hex, horizon: number) {
    super(`The engine does not hold block ${hash}: it can go back ${horizon} blocks.`, {
      code: 'BLOCK_UNKNOWN',
      exitCode: exitCodes.internal,
      hint: 'A node is further behind than a reorganisation may reach: raise `network.horizonBlocks` of the chain.',
      problems: [{ path: 'blockHash', expected: `a block of the last ${horizon}`, received: hash }],
    });
  }
}
