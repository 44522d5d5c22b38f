/**
 * The engine port without an EVM, for tests of the rooms above: balances, nonces and value transfers are kept and
 * checked as Ethereum does, every execution costs a given amount of gas (21,000 unless told), nothing has code.
 * The newest 128 blocks can be undone; hashes count the sealed blocks, and the state root is not a Merkle root.
 */
import { BenchError, exitCodes } from '../errors.ts';
import type { BlockEnvironment, IncludedTransaction } from '../ethereum/block.ts';
import { effectiveGasPriceWei } from '../ethereum/fees.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Halt, Receipt } from '../ethereum/receipt.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import { createBranches } from '../state/branches.ts';
import { createUndoJournal } from '../state/undo-journal.ts';
import type { Address, Hex } from '../units.ts';
import type { AccountState, CallOutcome, Engine, Execution, InvalidReason, OpenBlock } from './engine.ts';
import { createReservations } from './reservations.ts';

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
  const journal = createUndoJournal(undoDepth);
  const genesis = { gasLimit: 30_000_000n };
  const branches = createBranches({ journal, genesis, horizon: undoDepth, onReapplied: () => {} });
  let sealCount = 0;
  let isOpen = false;

  const account = (address: Address): AccountState => accounts.get(address) ?? emptyAccount;

  const whenClosed = (move: () => void): void => {
    if (isOpen) throw new FakeEngineMisuse('no open block', 'a move to another block');
    move();
  };

  const openBlock: Engine['openBlock'] = async (environment) => {
    const { number, parentHash, gasLimit } = environment;
    if (isOpen) throw new FakeEngineMisuse('one open block at a time', 'a second one');
    if (number !== branches.number() + 1)
      throw new FakeEngineMisuse(`block ${branches.number() + 1}`, `block ${number}`);
    isOpen = true;
    journal.checkpoint();
    const write = (address: Address, state: AccountState): void => journal.write(accounts, address, state);
    const onSealed = (): Hex => {
      isOpen = false;
      sealCount += 1;
      const hash = counterHash(sealCount);
      journal.commit();
      journal.seal(number);
      branches.advance(hash, parentHash, { gasLimit });
      return hash;
    };
    const onDiscarded = (): void => {
      isOpen = false;
      journal.revert();
    };
    return createBlock({ environment, account, write, gasOf, onSealed, onDiscarded });
  };

  return {
    hardfork,
    chainId,
    account: (address, blockHash) =>
      blockHash === undefined
        ? account(address)
        : (branches.look(blockHash, accounts, address) ?? emptyAccount),
    openBlock,
    rollback: async (blockNumber) => whenClosed(() => branches.rollback(blockNumber)),
    checkout: async (blockHash) => whenClosed(() => branches.checkout(blockHash)),
    call: async (message) => {
      const needed = gasOf(message);
      const allowance = message.gasLimit ?? branches.head().gasLimit;
      return allowance < needed ? failedCall(allowance) : succeededCall(needed);
    },
    fund: (address, balanceWei) => void accounts.set(address, { ...account(address), balanceWei }),
    stateRoot: async () => counterHash(branches.number()),
  };
};

interface BlockSite {
  readonly environment: BlockEnvironment;
  readonly account: (address: Address) => AccountState;
  readonly write: (address: Address, state: AccountState) => void;
  readonly gasOf: NonNullable<FakeEngineOptions['gasOf']>;
  /** Gives the block its hash. */
  readonly onSealed: () => Hex;
  readonly onDiscarded: () => void;
}

const createBlock = ({ environment, account, write, gasOf, onSealed, onDiscarded }: BlockSite): OpenBlock => {
  const { baseFeePerGasWei, beneficiary } = environment;
  const transactions: IncludedTransaction[] = [];
  const reservations = createReservations();
  let gasUsed = 0n;

  const credit = (address: Address, amountWei: bigint): void => {
    const { nonce, balanceWei } = account(address);
    write(address, { nonce, balanceWei: balanceWei + amountWei });
  };
  const apply = (transaction: Transaction): Receipt => {
    const { sender, to, gasLimit } = transaction;
    const needed = gasOf(transaction);
    const succeeds = needed <= gasLimit;
    const gas = succeeds ? needed : gasLimit;
    const valueWei = succeeds ? transaction.valueWei : 0n;
    const priceWei = effectiveGasPriceWei(transaction, baseFeePerGasWei);
    const { nonce, balanceWei } = account(sender);
    write(sender, { nonce: nonce + 1, balanceWei: balanceWei - gas * priceWei - valueWei });
    if (to !== undefined) credit(to, valueWei);
    credit(beneficiary, gas * (priceWei - (baseFeePerGasWei ?? 0n)));
    gasUsed += gas;
    return fakeReceipt(succeeds, gas, gasUsed, priceWei);
  };

  return {
    gasUsed: () => gasUsed,
    execute: async (transaction): Promise<Execution> => {
      const reason = invalidity(transaction, account(transaction.sender), environment, gasUsed);
      if (reason !== undefined) return { kind: 'invalid', reason, message: reason };
      const receipt = apply(transaction);
      transactions.push({ transaction, receipt });
      reservations.executed();
      return { kind: 'executed', receipt };
    },
    reserve: (gas) => {
      reservations.add(gas);
      gasUsed += gas;
    },
    seal: async () => ({ environment, hash: onSealed(), gasUsed, transactions, ...reservations.sealed() }),
    discard: async () => onDiscarded(),
  };
};

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

const fakeReceipt = (succeeds: boolean, gas: bigint, cumulative: bigint, priceWei: bigint): Receipt => ({
  status: succeeds ? 'success' : 'reverted',
  gasUsed: gas,
  cumulativeGasUsed: cumulative,
  gas: { intrinsic: transferGas, execution: gas - transferGas, refund: 0n, floorAdjustment: 0n },
  storageWrite: 'none',
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
