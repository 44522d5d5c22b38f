/**
 * The engine on @ethereumjs/vm: its `runTx` executes on the journaled state, with every signature, nonce, balance and
 * gas check. A block is a checkpoint: what its transactions, its system calls and its reward wrote is either sealed, and
 * then undone by `rollback` and `checkout` only, or discarded. Execution keeps to stock `runBlock`, so that a stock re-execution of the
 * same blocks gives the same receipts and the same state root. Genesis is block 0 and holds the funds and the system
 * contracts of the hardfork; the first block to be opened is number 1.
 */
import { BenchError, exitCodes } from '../errors.ts';
import { type BlockEnvironment, createBlockFrom } from '../ethereum/block.ts';
import { sharedCommon } from '../ethereum/common.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import type { AccountRecord } from '../state/account-store.ts';
import { createBranches } from '../state/branches.ts';
import { bytesToText } from '../state/byte-text.ts';
import { createJournaledState, type JournaledState } from '../state/journaled-state.ts';
import type { Address, Hex } from '../units.ts';
import { createBlockHashes } from './block-hashes.ts';
import type { AccountState, Engine, OpenBlock } from './engine.ts';
import { callMessage } from './message-call.ts';
import { openBlock } from './open-block.ts';
import { systemContracts } from './system-contracts.ts';
import { createVirtualMachine } from './virtual-machine.ts';

export interface EthereumjsEngineOptions {
  readonly chainId: number;
  readonly hardfork: Hardfork;
  /** How many of the newest blocks can be rolled back; each costs memory for what it wrote. */
  readonly undoBlocks?: number;
}

/** What a message sees before the first block. */
const genesis: BlockEnvironment = {
  number: 0,
  parentHash: `0x${'00'.repeat(32)}`,
  timestampS: 0n,
  gasLimit: 30_000_000n,
  baseFeePerGasWei: undefined,
  beneficiary: `0x${'00'.repeat(20)}`,
  difficulty: 0n,
  prevRandao: `0x${'00'.repeat(32)}`,
};

export const createEthereumjsEngine = (options: EthereumjsEngineOptions): Engine => {
  const { chainId, hardfork, undoBlocks = 0 } = options;
  const common = sharedCommon(chainId, hardfork);
  const state = createJournaledState({ undoBlocks });
  const hashes = createBlockHashes(undoBlocks);
  const vm = createVirtualMachine({ common, stateManager: state, blockchain: hashes });
  const branches = createBranches({
    journal: state.journal,
    genesis: createBlockFrom(genesis, common),
    horizon: undoBlocks,
    onReapplied: (number, parentHash) => hashes.learnParent({ number, parentHash }),
  });
  const inTurn = createTurns();
  let isOpen = false;
  deploySystemContracts(state, hardfork);

  /** Work that needs the state as the newest sealed block left it. */
  const whenClosed = <T>(operation: string, work: () => Promise<T>): Promise<T> =>
    inTurn(() => {
      if (isOpen) throw new EngineMisuseError('no open block', `${operation} while a block is open`);
      return work();
    });

  const open = async (environment: BlockEnvironment): Promise<OpenBlock> => {
    if (environment.number !== branches.number() + 1)
      throw new EngineMisuseError(`block ${branches.number() + 1}`, `block ${environment.number}`);
    const block = createBlockFrom(environment, common);
    hashes.learnParent(environment);
    isOpen = true;
    const onClosed = (hash: Hex | undefined): void => {
      isOpen = false;
      if (hash !== undefined) branches.advance(hash, environment.parentHash, block);
    };
    return inSequence(await openBlock({ vm, state, hardfork, environment, block, onClosed }), inTurn);
  };

  const accountOf = (address: Address, blockHash: Hex | undefined): AccountRecord | undefined => {
    const key = bytesToText(hexToBytes(address));
    return blockHash === undefined ? state.accounts.get(key) : branches.look(blockHash, state.accounts, key);
  };

  return {
    hardfork,
    chainId,
    fund: (address, balanceWei) => state.allocate(hexToBytes(address), { balanceWei }),
    account: (address, blockHash) => accountState(accountOf(address, blockHash)),
    openBlock: (environment) => whenClosed('openBlock', () => open(environment)),
    call: (message) => whenClosed('call', () => callMessage(vm, branches.head(), message)),
    rollback: (blockNumber) => whenClosed('rollback', async () => branches.rollback(blockNumber)),
    checkout: (blockHash) => whenClosed('checkout', async () => branches.checkout(blockHash)),
    stateRoot: () => whenClosed('stateRoot', async () => bytesToHex(await state.getStateRoot())),
  };
};

const accountState = (record: AccountRecord | undefined): AccountState => ({
  nonce: Number(record?.nonce ?? 0n),
  balanceWei: record?.balanceWei ?? 0n,
});

const deploySystemContracts = (state: JournaledState, hardfork: Hardfork): void => {
  for (const { address, code, nonce } of systemContracts(hardfork))
    state.allocate(hexToBytes(address), { nonce, code: hexToBytes(code) });
};

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** The EVM does one thing at a time: work that overlaps runs in the order in which it was asked for. */
const createTurns = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
};

const inSequence = (block: OpenBlock, inTurn: InTurn): OpenBlock => ({
  gasUsed: block.gasUsed,
  execute: (transaction) => inTurn(() => block.execute(transaction)),
  reserve: block.reserve,
  seal: () => inTurn(block.seal),
  discard: () => inTurn(block.discard),
});

export class EngineMisuseError extends BenchError {
  override readonly name = 'EngineMisuseError';

  constructor(expected: string, received: string) {
    super(`The engine expected ${expected}, not ${received}.`, {
      code: 'ENGINE_MISUSE',
      exitCode: exitCodes.internal,
      hint: 'Open the block after the newest one, and seal or discard it before anything else.',
      problems: [{ path: '', expected, received }],
    });
  }
}
