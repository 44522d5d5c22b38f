/** The ladder's rungs: which contract, how each read is accounted, and how many grants a patient gives in one transaction. */
import { type ConsentVariant, lackSentence } from '../variants/variant.ts';
import { variants } from '../variants/variants.ts';

/**
 * How the chain learns of a read: the staff looks up its consent in a transaction, as in the paper; or it asks in a call, and the
 * server commits what was read, each access by itself or many under one Merkle root.
 */
export type Accounting = 'lookup' | 'perAccess' | 'merkleBatch';

export interface Rung {
  readonly title: string;
  readonly variant: ConsentVariant;
  readonly accounting: Accounting;
  /** More than one: only V2 can. */
  readonly grantsPerTransaction: number;
  /** The title of the rung that it is compared with; absent on the first. */
  readonly above?: string;
  /** What one gives up by stepping here. */
  readonly givesUp: string;
}

/** A patient and the staff of a ward; the contract's bound is 50. */
export const grantsPerBatch = 4;

const { v1, v2, v3 } = variants;
const single = { grantsPerTransaction: 1 } as const;

export const rungs: readonly Rung[] = [
  {
    title: 'V1',
    variant: v1,
    accounting: 'lookup',
    ...single,
    givesUp: `the paper’s contract, on which the ladder stands. ${lackSentence(v1)}`,
  },
  {
    ...{ title: 'V2', above: 'V1', variant: v2, accounting: 'lookup', ...single },
    givesUp:
      'nothing of what V1 keeps safe; but the encrypted address, which V1 stores in each grant, is registered apart, once per record (setPointer), and not counted here. The look-up is GetMS, which judges nothing; one that does (check as a transaction) costs more, on V2 more than GetMS on V1.',
  },
  {
    ...{ title: 'V2, Merkle batches', above: 'V2', variant: v2, accounting: 'merkleBatch', ...single },
    givesUp:
      'the staff’s look-up leaves no trace on the chain; the server says what was read, can leave a read out, and until its root is there has given no word at all.',
  },
  {
    ...{ title: 'V2, grants batched too', above: 'V2, Merkle batches', variant: v2 },
    ...{ accounting: 'merkleBatch', grantsPerTransaction: grantsPerBatch },
    givesUp: `a patient decides on ${grantsPerBatch} members of staff at once: all of these grants come about, or none.`,
  },
  {
    ...{ title: 'V3', above: 'V2', variant: v3, accounting: 'lookup', ...single },
    givesUp: `${lackSentence(v3)} Its consent is for categories, not for records, and it knows no staff, so that patients must know whom they name.`,
  },
  {
    ...{ title: 'V3, each access logged', above: 'V3', variant: v3, accounting: 'perAccess', ...single },
    givesUp:
      'the staff’s look-up leaves no trace on the chain; the server says what was read, and can leave a read out. V3 takes such a word from anybody.',
  },
  {
    ...{ title: 'V3, Merkle batches', above: 'V3, each access logged', variant: v3 },
    ...{ accounting: 'merkleBatch', ...single },
    givesUp: 'until its root is on the chain, the server has given no word of a read.',
  },
];
