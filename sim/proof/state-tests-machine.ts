import { type Block, createBlock } from '@ethereumjs/block';
import type { Common, StateManagerInterface } from '@ethereumjs/common';
import type { EVMMockBlockchainInterface } from '@ethereumjs/evm';
import { RLP } from '@ethereumjs/rlp';
import { MerkleStateManager } from '@ethereumjs/statemanager';
import { createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx';
import { Account, Address } from '@ethereumjs/util';
import { createVM, runTx, type VM } from '@ethereumjs/vm';
import { createVirtualMachine } from '../engine/virtual-machine.ts';
import { sharedCommon, stockCommon } from '../ethereum/common.ts';
import { keccak256, keccak256Hex } from '../ethereum/crypto.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import { decodeTransaction } from '../ethereum/transaction.ts';
import { createJournaledState } from '../state/journaled-state.ts';
import type { Hex } from '../units.ts';
import { type StateTestFork, stateTestForks } from './state-tests-fork.ts';
import {
  type Expectation,
  parseQuantity,
  type StateTest,
  type StateTestAllocation,
  type StateTestEnvironment,
} from './state-tests-format.ts';
import { caseBytes } from './state-tests-transaction.ts';

/** A virtual machine with an empty state, on which one case of a state test runs. */
export interface StateTestMachine {
  readonly vm: VM;
  /** Throws what makes the bytes unacceptable to a node. */
  readonly decode: (raw: Uint8Array) => TypedTransaction;
  readonly stateRoot: () => Promise<Hex>;
}

export type MachineFactory = (chainId: number, fork: StateTestFork) => Promise<StateTestMachine>;

/** What a case came to: why its transaction was rejected, if it was, and the state and logs that it left. */
export interface StateTestResult {
  readonly rejection: string | undefined;
  readonly stateRoot: Hex;
  readonly logsHash: Hex;
}

/** Our rules with native cryptography and our decoding, on the journaled state; its root is computed from all of it. */
export const createOurMachine: MachineFactory = async (chainId, fork) => {
  const common = sharedCommon(chainId, stateTestForks[fork]);
  const decode: StateTestMachine['decode'] = (raw) => decodeTransaction(raw, common).envelope;
  const stateManager = createJournaledState();
  return machineOn(createVirtualMachine({ common, stateManager, blockchain: numberHashes }), decode);
};

/** ethereumjs as it comes: its Merkle state manager, its own cryptography and decoding. */
export const createStockMachine: MachineFactory = async (chainId, fork) => {
  const common = stockCommon(chainId, stateTestForks[fork]);
  const decode: StateTestMachine['decode'] = (raw) => createTxFromRLP(raw, { common });
  const stateManager = new MerkleStateManager({ common });
  return machineOn(await createVM({ common, stateManager, blockchain: numberHashes }), decode);
};

const machineOn = (vm: VM, decode: StateTestMachine['decode']): StateTestMachine => ({
  vm,
  decode,
  stateRoot: async () => bytesToHex(await vm.stateManager.getStateRoot()),
});

export const runStateTestCase = async (
  createMachine: MachineFactory,
  fork: StateTestFork,
  test: StateTest,
  expectation: Expectation,
): Promise<StateTestResult> => {
  const machine = await createMachine(Number(test.config?.chainid ?? 1), fork);
  await allocate(machine.vm.stateManager, test.pre);
  const { rejection, logs } = await execute(machine, test, expectation);
  return { rejection, stateRoot: await machine.stateRoot(), logsHash: keccak256Hex(RLP.encode(logs)) };
};

const execute = async ({ vm, decode }: StateTestMachine, test: StateTest, expectation: Expectation) => {
  const block = environmentBlock(test.env, vm.common);
  try {
    const tx = decode(caseBytes(test.transaction, expectation, vm.common));
    const { execResult } = await runTx(vm, { tx, block });
    return { rejection: undefined, logs: execResult.logs ?? [] };
  } catch (error) {
    await touchBeneficiary(vm, block);
    return { rejection: error instanceof Error ? error.message : String(error), logs: [] };
  }
};

/**
 * The tests were filled as blocks with a reward of 0, which touches the beneficiary even if the transaction is rejected
 * and so, before EIP-161, creates it.
 */
const touchBeneficiary = async ({ stateManager, common }: VM, block: Block): Promise<void> => {
  if (common.gteHardfork('spuriousDragon')) return;
  const { coinbase } = block.header;
  const account = await stateManager.getAccount(coinbase);
  if (account === undefined) await stateManager.putAccount(coinbase, new Account());
};

const allocate = async (state: StateManagerInterface, allocation: StateTestAllocation): Promise<void> => {
  for (const [key, { balance, nonce, code, storage }] of Object.entries(allocation)) {
    const address = new Address(padded(key, 20));
    await state.putAccount(address, new Account(parseQuantity(nonce), parseQuantity(balance)));
    if (code.length > 2) await state.putCode(address, hexToBytes(code as Hex));
    for (const [slot, value] of Object.entries(storage))
      await state.putStorage(address, padded(slot, 32), padded(value, 32));
  }
};

/** A file gives one environment to all its forks; each fork takes the header fields that it knows. */
const environmentBlock = (environment: StateTestEnvironment, common: Common): Block => {
  const { currentDifficulty = '0x0', currentRandom = currentDifficulty } = environment;
  const header = {
    number: parseQuantity(environment.currentNumber),
    timestamp: parseQuantity(environment.currentTimestamp),
    gasLimit: parseQuantity(environment.currentGasLimit),
    coinbase: new Address(padded(environment.currentCoinbase, 20)),
    ...(common.isActivatedEIP(1559) && { baseFeePerGas: parseQuantity(environment.currentBaseFee ?? '') }),
    ...(common.isActivatedEIP(4399)
      ? { mixHash: padded(currentRandom, 32) }
      : { difficulty: parseQuantity(currentDifficulty) }),
    ...(common.isActivatedEIP(4844) && {
      excessBlobGas: parseQuantity(environment.currentExcessBlobGas ?? ''),
    }),
  };
  return createBlock({ header }, { common, skipConsensusFormatValidation: true });
};

const padded = (text: string, length: number): Uint8Array =>
  hexToBytes(`0x${text.replace('0x', '').padStart(length * 2, '0')}`);

/** A state test has no chain: BLOCKHASH of n is the hash of n's decimal digits (go-ethereum, tests/state_test_util.go). */
const numberHashes: EVMMockBlockchainInterface = {
  getBlock: async (number) => ({ hash: () => keccak256(Buffer.from(String(number))) }),
  putBlock: async () => {},
  shallowCopy: () => numberHashes,
};
