/**
 * Every block that was ever made, as a tree: what a network's nodes have in common, whatever each of them has seen.
 * Only what consensus needs is here: who made a block, when, on what, and how much it weighs. A block's difficulty is
 * its score: that of its header for proof of work and Clique, 1 where all blocks count alike.
 *
 * The best of several blocks is the one with the most difficulty up to it (Yellow Paper §10); of equal ones a node keeps
 * the one that it saw first. (geth tosses a coin there, core/forkchoice.go, against selfish miners.)
 */
export interface TreeBlock {
  /** In the order of making; genesis is 0. */
  readonly index: number;
  /** Undefined for genesis alone. */
  readonly parent: TreeBlock | undefined;
  readonly number: number;
  /** The node that made it; −1 for genesis. */
  readonly producer: number;
  readonly timeMs: number;
  /** Whole seconds since genesis, as its header says. */
  readonly timestampS: number;
  readonly difficulty: bigint;
  readonly totalDifficulty: bigint;
  readonly uncles: readonly TreeBlock[];
  /** Its children are this one, that one's elder sibling, and so on. */
  readonly newestChild: TreeBlock | undefined;
  readonly elderSibling: TreeBlock | undefined;
}

export type NewTreeBlock = Pick<TreeBlock, 'producer' | 'timeMs' | 'timestampS' | 'difficulty' | 'uncles'> & {
  readonly parent: TreeBlock;
};

export interface BlockTree {
  readonly genesis: TreeBlock;
  /** Genesis included. */
  size(): number;
  add(block: NewTreeBlock): TreeBlock;
  /** The one with the most difficulty up to it, the first made of equal ones: what all nodes agree on in the end. */
  heaviest(): TreeBlock;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const createBlockTree = (genesisDifficulty: bigint): BlockTree => {
  const genesis: TreeBlock = {
    index: 0,
    parent: undefined,
    number: 0,
    producer: -1,
    timeMs: 0,
    timestampS: 0,
    difficulty: genesisDifficulty,
    totalDifficulty: genesisDifficulty,
    uncles: [],
    newestChild: undefined,
    elderSibling: undefined,
  };
  let size = 1;
  let heaviest = genesis;
  return {
    genesis,
    size: () => size,
    heaviest: () => heaviest,
    add: ({ parent, producer, timeMs, timestampS, difficulty, uncles }) => {
      const block: TreeBlock = {
        index: size,
        parent,
        number: parent.number + 1,
        producer,
        timeMs,
        timestampS,
        difficulty,
        totalDifficulty: parent.totalDifficulty + difficulty,
        uncles,
        newestChild: undefined,
        elderSibling: parent.newestChild,
      };
      (parent as Mutable<TreeBlock>).newestChild = block;
      size += 1;
      if (block.totalDifficulty > heaviest.totalDifficulty) heaviest = block;
      return block;
    },
  };
};

/** How one gets from one block to another: blocks to undo, newest first, then blocks to apply, oldest first. */
export interface BranchChange {
  readonly removed: readonly TreeBlock[];
  readonly added: readonly TreeBlock[];
}

export const branchChange = (from: TreeBlock, to: TreeBlock): BranchChange => {
  const removed: TreeBlock[] = [];
  const added: TreeBlock[] = [];
  let [old, fresh] = [from, to];
  while (old !== fresh) {
    if (old.number >= fresh.number) {
      removed.push(old);
      old = old.parent as TreeBlock; // genesis is common to all, so that neither walk passes it
    } else {
      added.push(fresh);
      fresh = fresh.parent as TreeBlock;
    }
  }
  return { removed, added: added.reverse() };
};

/** From the block after genesis to `tip`. */
export const branchOf = (tip: TreeBlock): readonly TreeBlock[] => {
  const blocks: TreeBlock[] = [];
  for (let block = tip; block.parent !== undefined; block = block.parent) blocks.push(block);
  return blocks.reverse();
};
