/**
 * The engine port without an EVM, for tests of the rooms above: balances, nonces and value transfers are kept and
 * checked as Ethereum does, every execution costs a given amount of gas (21,000 unless told), nothing has code.
 * Undo records of the newest 128 blocks are held; hashes are counters, and the state root is not a Merkle root.
 */

import { BenchError, exitCodes } from '../errors.ts';
import type { BlockEnvironment, IncludedTransaction, SealedBlock } from '../ethereum/block.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Halt, Receipt } from '../ethereum/receipt.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';
import type { AccountState, CallOutcome, Engine, Execution, InvalidReason, OpenBlock } from './engine.ts';

export interface FakeEngineOptions {
  readonly chainId?: number;
  readonly hardfork?: Hardfork;
  /** What executing this needs in all, intrinsic gas included. */
  readonly gasOf?: (message: Pick<Transaction, 'to' | 'valueWei'>) => bigint;
}

const transferGas = 21_000n; // Yellow Paper, appendix G: G_transaction
const undoDepth = 128;
const outOfGas: Halt = { kind: 'halt', name: 'out of gas', data: '0x' };
const emptyAccount: AccountState = { nonce: 0, balanceWei: 0n };

export const createFakeEngine = (options: FakeEngineOptions = {}): Engine => {
  const { chainId = 1337, hardfork = 'osaka', gasOf = () => transferGas } = options;
  const accounts = new Map<Address, AccountState>();
  const undoByBlock = new Map<number, Undo[]>();
  let newestNumber = 0;
  let gasLimit = 30_000_000n;
  let openUndo: Undo[] | undefined;

  const account = (address: Address): AccountState => accounts.get(address) ?? emptyAccount;
  const restore = (undo: readonly Undo[]): void => {
    for (const [address, state] of undo.toReversed()) accounts.set(address, state);
  };

  const call: Engine['call'] = async (message) => {
    const needed = gasOf(message);
    const allowance = message.gasLimit ?? gasLimit;
    return allowance < needed ? failedCall(allowance) : succeededCall(needed);
  };

  const openBlock = async (environment: BlockEnvironment): Promise<OpenBlock> => {
    if (openUndo !== undefined) throw new FakeEngineMisuse('one open block at a time', 'a second one');
    if (environment.number !== newestNumber + 1)
      throw new FakeEngineMisuse(`block ${newestNumber + 1}`, `block ${environment.number}`);
    const undo: Undo[] = [];
    openUndo = undo;
    const included: IncludedTransaction[] = [];
    let gasUsed = 0n;
    const write = (address: Address, state: AccountState): void => {
      undo.push([address, account(address)]);
      accounts.set(address, state);
    };
    const credit = (address: Address, amountWei: bigint): void => {
      const before = account(address);
      write(address, { nonce: before.nonce, balanceWei: before.balanceWei + amountWei });
    };

    const apply = (tx: Transaction): Receipt => {
      const needed = gasOf(tx);
      const succeeds = needed <= tx.gasLimit;
      const gas = succeeds ? needed : tx.gasLimit;
      const priceWei = effectivePriceWei(tx, environment.baseFeePerGasWei);
      const valueWei = succeeds ? tx.valueWei : 0n;
      const sender = account(tx.sender);
      write(tx.sender, {
        nonce: sender.nonce + 1,
        balanceWei: sender.balanceWei - gas * priceWei - valueWei,
      });
      if (tx.to !== undefined) credit(tx.to, valueWei);
      credit(environment.beneficiary, gas * (priceWei - (environment.baseFeePerGasWei ?? 0n)));
      gasUsed += gas;
      return fakeReceipt(succeeds, gas, gasUsed, priceWei);
    };

    return {
      get gasUsed() {
        return gasUsed;
      },
      execute: async (transaction): Promise<Execution> => {
        const reason = invalidity(transaction, account(transaction.sender), environment, gasUsed);
        if (reason !== undefined) return { kind: 'invalid', reason, message: reason };
        const receipt = apply(transaction);
        included.push({ transaction, receipt });
        return { kind: 'executed', receipt };
      },
      seal: async (): Promise<SealedBlock> => {
        openUndo = undefined;
        undoByBlock.set(environment.number, undo);
        undoByBlock.delete(environment.number - undoDepth);
        newestNumber = environment.number;
        gasLimit = environment.gasLimit;
        return { environment, hash: counterHash(environment.number), gasUsed, transactions: included };
      },
      discard: async () => {
        openUndo = undefined;
        restore(undo);
      },
    };
  };

  return {
    hardfork,
    chainId,
    account,
    call,
    openBlock,
    fund: (address, balanceWei) => void accounts.set(address, { ...account(address), balanceWei }),
    rollback: async (blockNumber) => {
      for (let number = blockNumber + 1; number <= newestNumber; number++)
        if (!undoByBlock.has(number))
          throw new FakeEngineMisuse(`a block above ${newestNumber - undoDepth}`, `block ${blockNumber}`);
      for (; newestNumber > blockNumber; newestNumber--) {
        restore(undoByBlock.get(newestNumber) ?? []);
        undoByBlock.delete(newestNumber);
      }
    },
    stateRoot: async () => counterHash(newestNumber),
  };
};

type Undo = readonly [Address, AccountState];

const invalidity = (
  tx: Transaction,
  sender: AccountState,
  environment: BlockEnvironment,
  gasUsed: bigint,
): InvalidReason | undefined => {
  if (tx.nonce < sender.nonce) return 'nonceTooLow';
  if (tx.nonce > sender.nonce) return 'nonceTooHigh';
  if (tx.gasLimit > environment.gasLimit - gasUsed) return 'blockGasLimitExceeded';
  if (tx.gasLimit < transferGas) return 'intrinsicGasTooLow';
  if (tx.maxFeePerGasWei < (environment.baseFeePerGasWei ?? 0n)) return 'feeBelowBaseFee';
  if (sender.balanceWei < tx.gasLimit * tx.maxFeePerGasWei + tx.valueWei) return 'insufficientFunds';
  return undefined;
};

/** EIP-1559: the tip on top of the base fee, as far as the cap allows; a legacy transaction's price is both. */
const effectivePriceWei = (tx: Transaction, baseFeeWei: bigint | undefined): bigint => {
  const wantedWei = (baseFeeWei ?? 0n) + tx.maxPriorityFeePerGasWei;
  return baseFeeWei === undefined || tx.maxFeePerGasWei < wantedWei ? tx.maxFeePerGasWei : wantedWei;
};

const fakeReceipt = (succeeds: boolean, gas: bigint, cumulative: bigint, priceWei: bigint): Receipt => ({
  status: succeeds ? 'success' : 'reverted',
  gasUsed: gas,
  cumulativeGasUsed: cumulative,
  gas: { intrinsic: transferGas, execution: gas - transferGas, refund: 0n, floorAdjustment: 0n },
  effectiveGasPriceWei: priceWei,
  logs: [],
  contractAddress: undefined,
  halt: succeeds ? undefined : outOfGas,
});

const succeededCall = (gas: bigint): CallOutcome => ({
  status: 'success',
  returnData: '0x',
  gasUsed: gas,
  gasBeforeRefund: gas,
  logs: [],
  halt: undefined,
});

const failedCall = (gas: bigint): CallOutcome => ({
  ...succeededCall(gas),
  status: 'reverted',
  halt: outOfGas,
});

const counterHash = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;

export class FakeEngineMisuse extends BenchError {
  override readonly name = 'FakeEngineMisuse';
  constructor(expected: string, received: string) {
    super(`the fake engine wants ${expected}, got ${received}`, {
      code: 'FAKE_ENGINE_MISUSE',
      exitCode: exitCodes.internal,
      problems: [{ path: 'block', expected, received }],
    });
  }
}
