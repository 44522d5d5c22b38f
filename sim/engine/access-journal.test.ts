import { EVM, EVMMockBlockchain, NobleBN254 } from '@ethereumjs/evm';
import { Account, Address } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedCommon } from '../ethereum/common.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import { createJournaledState, type JournaledState } from '../state/journaled-state.ts';
import { createAccessJournal } from './access-journal.ts';

const common = sharedCommon(1, 'osaka');
/** The third is RIPEMD-160, which stays touched when its frame fails. */
const addresses = [
  new Uint8Array(20).fill(1),
  new Uint8Array(20).fill(2),
  Uint8Array.from({ length: 20 }, (_, i) => (i === 19 ? 3 : 0)),
];
const slots = [new Uint8Array(32), new Uint8Array(32).fill(9)];
const hexOf = (bytes: Uint8Array): string => bytesToHex(bytes).slice(2);

type Journal = ReturnType<typeof createAccessJournal>;
interface Subject {
  readonly journal: Journal;
  readonly state: JournaledState;
}

const stock = (): Subject => {
  const state = createJournaledState();
  const blockchain = new EVMMockBlockchain();
  const { journal } = new EVM({ common, stateManager: state, blockchain, bn254: new NobleBN254() });
  return { journal, state };
};

const ours = (): Subject => {
  const state = createJournaledState();
  return { journal: createAccessJournal(state, common, new Map()), state };
};

interface Step {
  readonly kind:
    | 'warmAddress'
    | 'warmSlot'
    | 'alwaysAddress'
    | 'alwaysSlot'
    | 'put'
    | 'delete'
    | 'checkpoint'
    | 'commit'
    | 'revert'
    | 'cleanup';
  readonly at: number;
  readonly slot: number;
  readonly balance: bigint;
}

const steps: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'warmAddress',
    'warmSlot',
    'alwaysAddress',
    'alwaysSlot',
    'put',
    'put',
    'delete',
    'checkpoint',
    'checkpoint',
    'commit',
    'revert',
    'cleanup',
  ),
  at: fc.nat(2),
  slot: fc.nat(1),
  balance: fc.constantFrom(0n, 1n),
});

const perform = async ({ journal }: Subject, { kind, at, slot, balance }: Step): Promise<void> => {
  const [bytes, key] = [addresses[at] as Uint8Array, slots[slot] as Uint8Array];
  const operations: Record<Step['kind'], () => unknown> = {
    warmAddress: () => journal.addWarmedAddress(bytes),
    warmSlot: () => journal.addWarmedStorage(bytes, key),
    alwaysAddress: () => journal.addAlwaysWarmAddress(`0x${hexOf(bytes)}`),
    alwaysSlot: () => journal.addAlwaysWarmSlot(hexOf(bytes), hexOf(key)),
    put: () => journal.putAccount(new Address(bytes), new Account(0n, balance)),
    delete: () => journal.deleteAccount(new Address(bytes)),
    checkpoint: journal.checkpoint.bind(journal),
    commit: journal.commit.bind(journal),
    revert: journal.revert.bind(journal),
    cleanup: journal.cleanup.bind(journal),
  };
  await operations[kind]();
};

const observable = ({ journal, state }: Subject) => ({
  addresses: addresses.map((address) => journal.isWarmedAddress(address)),
  slots: addresses.map((address) => slots.map((slot) => journal.isWarmedStorage(address, slot))),
  accounts: [...state.entries()].map(({ address, balanceWei }) => [hexOf(address), balanceWei]).toSorted(),
});

describe('the access journal', () => {
  it('journal(steps) = stock journal(steps), what is warm and what is removed as empty', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (drawn) => {
        const subjects = [stock(), ours()] as const;
        let depth = 0;
        for (const step of drawn) {
          if ((step.kind === 'commit' || step.kind === 'revert') && depth === 0) continue;
          if (step.kind === 'cleanup' && depth > 0) continue;
          depth += step.kind === 'checkpoint' ? 1 : step.kind === 'commit' || step.kind === 'revert' ? -1 : 0;
          for (const subject of subjects) await perform(subject, step);
          expect(observable(subjects[1])).toEqual(observable(subjects[0]));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is cleaned at the end of a transaction, before the checkpoint around it is committed', async () => {
    for (const { journal, state } of [stock(), ours()]) {
      await journal.checkpoint();
      await journal.putAccount(new Address(addresses[0] as Uint8Array), new Account(0n, 0n));
      await journal.cleanup();
      await journal.commit();
      expect([...state.entries()]).toEqual([]);
      await journal.checkpoint();
      journal.addWarmedAddress(addresses[0] as Uint8Array);
      await journal.revert();
      expect(journal.isWarmedAddress(addresses[0] as Uint8Array)).toBe(false);
    }
  });
});
