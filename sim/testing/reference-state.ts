/**
 * The plain reference of the journaled state, for property tests: accounts are plain objects, and everything is copied
 * at every checkpoint and at every block. With it come random operations on three accounts with four slots each.
 */
import { Address, setLengthLeft, unpadBytes } from '@ethereumjs/util';
import fc from 'fast-check';
import { bytesToHex } from '../ethereum/hex.ts';

export const addresses = [1, 2, 3].map((byte) => new Address(new Uint8Array(20).fill(byte)));
export const addressOf = (index: number): Address => addresses[index] as Address;
export const slotOf = (index: number): Uint8Array => setLengthLeft(Uint8Array.of(index), 32);

/** What may be done to a state; every operation but the last three is one that the EVM performs. */
export type Operation =
  | { readonly kind: 'put'; readonly account: number; readonly nonce: bigint; readonly balance: bigint }
  | { readonly kind: 'delete' | 'clear'; readonly account: number }
  | { readonly kind: 'code'; readonly account: number; readonly code: Uint8Array }
  | { readonly kind: 'store'; readonly account: number; readonly slot: number; readonly value: Uint8Array }
  | { readonly kind: 'checkpoint' | 'commit' | 'revert' | 'seal' }
  | { readonly kind: 'rollback'; readonly blocks: number };

const account = fc.nat(2);
const value = fc.oneof(
  fc.constant(new Uint8Array(0)),
  fc.constant(new Uint8Array(32)),
  fc.uint8Array({ minLength: 1, maxLength: 32 }),
);
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put'),
      account,
      nonce: fc.bigInt(0n, 3n),
      balance: fc.bigInt(0n, 2n ** 80n),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('store'), account, slot: fc.nat(3), value }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('code'), account, code: fc.uint8Array({ maxLength: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'clear'), account }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('checkpoint', 'commit', 'revert', 'seal') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rollback'), blocks: fc.nat(3) }) },
);

interface ModelAccount {
  nonce: bigint;
  balanceWei: bigint;
  code: string;
  storage: Record<string, string>;
}
export type Accounts = Record<string, ModelAccount>;

/** The plain reference: everything is copied at every checkpoint and at every block. */
export class Model {
  accounts: Accounts = {};
  readonly checkpoints: Accounts[] = [];
  readonly blocks: Accounts[] = [{}];

  at(index: number): ModelAccount {
    const key = addressOf(index).toString();
    const account = this.accounts[key] ?? { nonce: 0n, balanceWei: 0n, code: '0x', storage: {} };
    this.accounts[key] = account;
    return account;
  }
  has(index: number): boolean {
    return this.accounts[addressOf(index).toString()] !== undefined;
  }
}

/** Whether the operation makes sense here: checkpoints balance, blocks are sealed and undone outside of them. */
export const isPossible = (operation: Operation, model: Model): boolean => {
  switch (operation.kind) {
    case 'store':
      return model.has(operation.account);
    case 'commit':
    case 'revert':
      return model.checkpoints.length > 0;
    case 'seal':
      return model.checkpoints.length === 0;
    case 'rollback':
      return model.checkpoints.length === 0 && operation.blocks < model.blocks.length;
    default:
      return true;
  }
};

export const applyToModel = (operation: Operation, model: Model): void => {
  switch (operation.kind) {
    case 'put':
      Object.assign(model.at(operation.account), { nonce: operation.nonce, balanceWei: operation.balance });
      return;
    case 'code':
      model.at(operation.account).code = bytesToHex(operation.code);
      return;
    case 'store': {
      const { storage } = model.at(operation.account);
      const slot = bytesToHex(slotOf(operation.slot));
      const stored = bytesToHex(unpadBytes(operation.value));
      if (stored === '0x') delete storage[slot];
      else storage[slot] = stored;
      return;
    }
    case 'clear':
      if (model.has(operation.account)) model.at(operation.account).storage = {};
      return;
    case 'delete':
      delete model.accounts[addressOf(operation.account).toString()];
      return;
    case 'checkpoint':
      model.checkpoints.push(structuredClone(model.accounts));
      return;
    case 'commit':
      model.checkpoints.pop();
      return;
    case 'revert':
      model.accounts = model.checkpoints.pop() ?? {};
      return;
    case 'seal':
      model.blocks.push(structuredClone(model.accounts));
      return;
    case 'rollback':
      model.blocks.length -= operation.blocks;
      model.accounts = structuredClone(model.blocks.at(-1) ?? {});
  }
};
