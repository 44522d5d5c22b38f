/**
 * What a block does to the state besides its transactions, in the order and manner of the library's `runBlock`, which
 * does not offer these steps apart: before the transactions the beacon root (EIP-4788) and the parent's hash (EIP-2935),
 * after them the miner's reward (proof of work only) and the requests of the system contracts (EIP-7002, EIP-7251).
 * There are no withdrawals and no uncles; deposits (EIP-6110) are read from logs and change no state.
 */
import type { Block } from '@ethereumjs/block';
import { ConsensusType } from '@ethereumjs/common';
import { Account, Address, bigIntToAddressBytes, bigIntToBytes, setLengthLeft } from '@ethereumjs/util';
import type { VM } from '@ethereumjs/vm';

type BlockStep = (vm: VM, block: Block) => Promise<void>;

const parameterAddress = (vm: VM, name: string): Address =>
  new Address(bigIntToAddressBytes(vm.common.param(name)));
const slotKey = (slot: bigint): Uint8Array => setLengthLeft(bigIntToBytes(slot), 32);

/** EIP-4788 §Specification: BEACON_ROOTS_ADDRESS. */
const beaconRoots = new Address(bigIntToAddressBytes(0x000f3df6d732807ef1319fb7b8bb8522d0beac02n));

/** EIP-4788 §Block processing: timestamp and root into their two ring buffers. */
const storeBeaconRoot: BlockStep = async (vm, { header }) => {
  if ((await vm.stateManager.getCodeSize(beaconRoots)) === 0) return;
  const length = vm.common.param('historicalRootsLength');
  const slot = header.timestamp % length;
  await vm.stateManager.putStorage(beaconRoots, slotKey(slot), bigIntToBytes(header.timestamp));
  await vm.stateManager.putStorage(
    beaconRoots,
    slotKey(slot + length),
    header.parentBeaconBlockRoot ?? new Uint8Array(32),
  );
};

/** EIP-2935 §Specification: the parent's hash into the ring buffer. */
const storeParentHash: BlockStep = async (vm, { header }) => {
  const history = parameterAddress(vm, 'historyStorageAddress');
  if ((await vm.stateManager.getCodeSize(history)) === 0) return;
  const slot = (header.number - 1n) % vm.common.param('historyServeWindow');
  await vm.stateManager.putStorage(history, slotKey(slot), header.parentHash);
};

/** Yellow Paper §11.3, EIP-1234: the miner's reward for a block without uncles. */
const payReward: BlockStep = async (vm, { header }) => {
  const account = (await vm.stateManager.getAccount(header.coinbase)) ?? new Account();
  account.balance += vm.common.param('minerReward');
  await vm.evm.journal.putAccount(header.coinbase, account);
};

/** EIP-7002, EIP-7251 §Block processing: a call of the system address, which leaves no trace of the caller. */
const collectRequests = async (vm: VM, contract: Address): Promise<void> => {
  const caller = parameterAddress(vm, 'systemAddress');
  const before = await vm.stateManager.getAccount(caller);
  if ((await vm.stateManager.getAccount(contract)) === undefined) return;
  await vm.evm.runCall({ caller, to: contract, gasLimit: vm.common.param('systemCallGasLimit') });
  await vm.stateManager.putAccount(caller, before);
};

export const beginBlock: BlockStep = async (vm, block) => {
  if (vm.common.isActivatedEIP(4788)) await storeBeaconRoot(vm, block);
  if (vm.common.isActivatedEIP(2935)) await storeParentHash(vm, block);
  await vm.evm.journal.cleanup();
};

export const endBlock: BlockStep = async (vm, block) => {
  await vm.evm.journal.cleanup();
  if (vm.common.consensusType() === ConsensusType.ProofOfWork) await payReward(vm, block);
  if (vm.common.isActivatedEIP(7002))
    await collectRequests(vm, parameterAddress(vm, 'withdrawalRequestPredeployAddress'));
  if (vm.common.isActivatedEIP(7251))
    await collectRequests(vm, parameterAddress(vm, 'consolidationRequestPredeployAddress'));
  vm.stateManager.originalStorageCache.clear();
};
