import { MerkleStateManager } from '@ethereumjs/statemanager';
import { Account, KECCAK256_NULL, KECCAK256_RLP } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stockCommon } from '../ethereum/common.ts';
import { keccak256 } from '../ethereum/crypto.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import {
  type Accounts,
  addresses,
  addressOf,
  applyToModel,
  isPossible,
  Model,
  type Operation,
  operation,
  slotOf,
} from '../testing/reference-state.ts';
import { MissingAccountError } from './account-store.ts';
import {
  createJournaledState,
  type JournaledState,
  UnsupportedStateOperationError,
} from './journaled-state.ts';

/** As the EVM does it: accounts are read, changed in place and put. */
const applyWrite = async (
  operation: Operation,
  state: JournaledState | MerkleStateManager,
): Promise<void> => {
  switch (operation.kind) {
    case 'put': {
      const account = (await state.getAccount(addressOf(operation.account))) ?? new Account();
      account.nonce = operation.nonce;
      account.balance = operation.balance;
      await state.putAccount(addressOf(operation.account), account);
      account.nonce = 77n;
      account.balance = 77n;
      return;
    }
    case 'code':
      return state.putCode(addressOf(operation.account), operation.code);
    case 'store':
      return state.putStorage(addressOf(operation.account), slotOf(operation.slot), operation.value);
    case 'clear':
      return (await state.getAccount(addressOf(operation.account)))
        ? state.clearStorage(addressOf(operation.account))
        : undefined;
    case 'delete':
      return state.deleteAccount(addressOf(operation.account));
    case 'checkpoint':
    case 'commit':
    case 'revert':
      return state[operation.kind]();
    default:
      return;
  }
};

const apply = async (operation: Operation, state: JournaledState, newestBlock: number): Promise<void> => {
  if (operation.kind === 'seal') state.sealBlock(newestBlock + 1);
  else if (operation.kind === 'rollback') state.rollback(newestBlock - operation.blocks);
  else await applyWrite(operation, state);
};

const contentsOf = (state: JournaledState): Accounts =>
  Object.fromEntries(
    [...state.entries()].map(({ address, nonce, balanceWei, code, storage }) => [
      bytesToHex(address),
      {
        nonce,
        balanceWei,
        code: bytesToHex(code.bytes),
        storage: Object.fromEntries(
          [...storage].map(([slot, stored]) => [bytesToHex(slot), bytesToHex(stored)]),
        ),
      },
    ]),
  );

describe('the journaled state', () => {
  it('state(operations) = reference(operations), after every operation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 60 }), async (operations) => {
        const state = createJournaledState({ undoBlocks: 1000 });
        const model = new Model();
        for (const each of operations) {
          if (!isPossible(each, model)) continue;
          await apply(each, state, model.blocks.length - 1);
          applyToModel(each, model);
          expect(contentsOf(state)).toEqual(model.accounts);
        }
        expect(state.accountCount).toBe(Object.keys(model.accounts).length);
      }),
      { numRuns: 200 },
    );
  });

  it('reads through the library interface what the reference holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
        const state = createJournaledState({ undoBlocks: 1000 });
        const model = new Model();
        for (const each of operations) {
          if (!isPossible(each, model)) continue;
          await apply(each, state, model.blocks.length - 1);
          applyToModel(each, model);
        }
        for (const address of addresses) {
          const expected = model.accounts[address.toString()];
          const found = await state.getAccount(address);
          const code = await state.getCode(address);
          expect(found?.nonce).toBe(expected?.nonce);
          expect(found?.balance).toBe(expected?.balanceWei);
          expect(bytesToHex(code)).toBe(expected?.code ?? '0x');
          expect(await state.getCodeSize(address)).toBe(code.length);
          if (found !== undefined)
            expect(found.codeHash).toEqual(code.length === 0 ? KECCAK256_NULL : keccak256(code));
          for (const slot of [0, 1, 2, 3].map(slotOf))
            expect(bytesToHex(await state.getStorage(address, slot))).toBe(
              expected?.storage[bytesToHex(slot)] ?? '0x',
            );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('root(operations) = that of the Merkle state manager on the same operations', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
        const state = createJournaledState();
        const merkle = new MerkleStateManager({ common: stockCommon(1, 'osaka') });
        const model = new Model();
        for (const each of operations) {
          if (each.kind === 'seal' || each.kind === 'rollback' || !isPossible(each, model)) continue;
          for (const target of [state, merkle]) await applyWrite(each, target);
          applyToModel(each, model);
        }
        while (isPossible({ kind: 'commit' }, model)) {
          for (const target of [state, merkle]) await target.commit();
          model.checkpoints.pop();
        }
        expect(bytesToHex(await state.getStateRoot())).toBe(bytesToHex(await merkle.getStateRoot()));
      }),
      { numRuns: 100 },
    );
  });

  it('says that an account has storage by a root that is not the empty one (EIP-7610)', async () => {
    const state = createJournaledState();
    await state.putAccount(addressOf(0), new Account(1n));
    expect((await state.getAccount(addressOf(0)))?.storageRoot).toEqual(KECCAK256_RLP);
    await state.putStorage(addressOf(0), slotOf(1), Uint8Array.of(5));
    expect((await state.getAccount(addressOf(0)))?.storageRoot).not.toEqual(KECCAK256_RLP);
    await state.putStorage(addressOf(0), slotOf(1), new Uint8Array(0));
    expect((await state.getAccount(addressOf(0)))?.storageRoot).toEqual(KECCAK256_RLP);
  });

  it('remembers a slot as it was before the transaction, until told that another one begins (EIP-2200)', async () => {
    const state = createJournaledState();
    await state.putAccount(addressOf(0), new Account(1n));
    await state.putStorage(addressOf(0), slotOf(1), Uint8Array.of(5));
    const original = () => state.originalStorageCache.get(addressOf(0), slotOf(1));
    expect(await original()).toEqual(Uint8Array.of(5));
    await state.putStorage(addressOf(0), slotOf(1), Uint8Array.of(6));
    expect(await original()).toEqual(Uint8Array.of(5));
    state.originalStorageCache.clear();
    expect(await original()).toEqual(Uint8Array.of(6));
  });

  it('keeps genesis through reverts and rollbacks', async () => {
    const state = createJournaledState({ undoBlocks: 1 });
    await state.checkpoint();
    state.allocate(addressOf(0).bytes, { balanceWei: 7n });
    await state.revert();
    state.sealBlock(1);
    state.allocate(addressOf(1).bytes, { nonce: 1n, code: Uint8Array.of(0) });
    state.rollback(0);
    expect(state.account(addressOf(0).bytes)).toMatchObject({ nonce: 0n, balanceWei: 7n });
    expect(state.account(addressOf(1).bytes)?.code.bytes).toEqual(Uint8Array.of(0));
  });

  it('gives equal code as one object, by which an analysis can be remembered', async () => {
    const state = createJournaledState();
    for (const address of addresses) await state.putCode(address, Uint8Array.of(1, 2, 3));
    expect(await state.getCode(addressOf(0))).toBe(await state.getCode(addressOf(1)));
  });

  it('refuses what it cannot do', async () => {
    const state = createJournaledState();
    expect(() => state.putStorage(addressOf(0), slotOf(0), Uint8Array.of(1))).toThrow(MissingAccountError);
    await expect(state.setStateRoot(KECCAK256_NULL)).rejects.toThrow(UnsupportedStateOperationError);
    expect(() => state.shallowCopy()).toThrow(UnsupportedStateOperationError);
    expect(await state.hasStateRoot(KECCAK256_RLP)).toBe(false);
  });
});
