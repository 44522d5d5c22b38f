/**
 * SLOAD and SSTORE on the journaled state, which answers at once. The library's own read the state through promises,
 * and turn words into bytes four times for each access. Gas follows EIP-2929 (access) and EIP-2200 with the amounts of
 * EIP-3529 (net metering); where other rules hold, or an operand is missing, they decline and the library performs them.
 */
import type { Common } from '@ethereumjs/common';
import type { JournaledState } from '../state/journaled-state.ts';
import type { RunState, Shortcut } from './shortcut.ts';
import { textToWord, wordToBytes, wordToText } from './words.ts';

/** The slot of the executing contract that an instruction is about. */
interface Place {
  readonly address: Uint8Array;
  readonly slot: Uint8Array;
}

const placeOf = (state: RunState, slot: bigint): Place => ({
  address: state.interpreter.getAddress().bytes,
  slot: wordToBytes(slot),
});

const stateOf = (state: RunState): JournaledState => state.stateManager as JournaledState;

const isWarm = ({ interpreter }: RunState, { address, slot }: Place): boolean =>
  interpreter.journal.isWarmedStorage(address, slot);

const sload: Shortcut = (state, fee, common) => {
  const { stack, interpreter } = state;
  const [slot] = stack.length === 0 ? [] : stack.peek(1);
  if (slot === undefined) return false;
  const place = placeOf(state, slot);
  interpreter.useGas(fee + readGas(state, place, common));
  state.programCounter++;
  stack.pop();
  stack.push(textToWord(stateOf(state).slot(place.address, place.slot)));
  return true;
};

/** EIP-2929 §Storage read changes: cold once, warm from then on; before Berlin the fee is all. */
const readGas = (state: RunState, place: Place, common: Common): bigint => {
  if (!common.isActivatedEIP(2929)) return 0n;
  if (isWarm(state, place)) return common.param('warmstoragereadGas');
  state.interpreter.journal.addWarmedStorage(place.address, place.slot);
  return common.param('coldsloadGas');
};

const sstore: Shortcut = (state, fee, common) => {
  const { stack, interpreter } = state;
  if (stack.length < 2 || interpreter.isStatic() || !common.gteHardfork('istanbul')) return false;
  // EIP-2200 §Specification, 1: not within a call's stipend.
  if (interpreter.getGasLeft() <= common.param('sstoreSentryEIP2200Gas')) return false;
  const [slot, word] = stack.peek(2) as [bigint, bigint];
  const place = placeOf(state, slot);
  const value = wordToText(word);
  const gas = writeGas(state, place, value, common) + accessGas(state, place, common);
  interpreter.useGas(fee + gas);
  state.programCounter++;
  stack.popN(2);
  write(state, place, value);
  return true;
};

const write = (state: RunState, { address, slot }: Place, value: string): void => {
  const journaled = stateOf(state);
  journaled.putSlot(address, slot, value);
  const account = journaled.copyOf(address);
  if (account !== undefined) state.interpreter._env.contract = account;
};

/** EIP-2929 §SSTORE changes: the first access to a slot costs its cold read as well. */
const accessGas = (state: RunState, place: Place, common: Common): bigint => {
  if (!common.isActivatedEIP(2929) || isWarm(state, place)) return 0n;
  state.interpreter.journal.addWarmedStorage(place.address, place.slot);
  return common.param('coldsloadGas');
};

/** EIP-2200 §Specification, 2: what the write itself costs, by what the slot holds and held before the transaction. */
const writeGas = (state: RunState, place: Place, value: string, common: Common): bigint => {
  const journaled = stateOf(state);
  const current = journaled.slot(place.address, place.slot);
  const original = journaled.originalSlot(place.address, place.slot);
  if (current === value) return common.param('sstoreNoopEIP2200Gas');
  if (current !== original) {
    refundDirty(state, place, { original, current, value }, common);
    return common.param('sstoreDirtyEIP2200Gas');
  }
  if (original === '') return common.param('sstoreInitEIP2200Gas');
  if (value === '') state.interpreter.refundGas(common.param('sstoreClearRefundEIP2200Gas'));
  return common.param('sstoreCleanEIP2200Gas');
};

interface Change {
  readonly original: string;
  readonly current: string;
  readonly value: string;
}

/** EIP-2200 §Specification, 2.2.2: a slot that this transaction has changed before is cleared, restored or reset. */
const refundDirty = (
  state: RunState,
  place: Place,
  { original, current, value }: Change,
  common: Common,
): void => {
  const { interpreter } = state;
  const clearRefund = common.param('sstoreClearRefundEIP2200Gas');
  if (original !== '' && current === '') interpreter.subRefund(clearRefund);
  else if (original !== '' && value === '') interpreter.refundGas(clearRefund);
  if (original === value) interpreter.refundGas(resetRefund(state, place, original, common));
};

/** EIP-2929 §SSTORE changes: the refund for a reset is what the first write cost beyond a warm read. */
const resetRefund = (state: RunState, place: Place, original: string, common: Common): bigint => {
  if (original === '') return common.param('sstoreInitRefundEIP2200Gas');
  if (!common.isActivatedEIP(2929) || !isWarm(state, place))
    return common.param('sstoreCleanRefundEIP2200Gas');
  return common.param('sstoreResetGas') - common.param('coldsloadGas') - common.param('warmstoragereadGas');
};

export const storageInstructions: ReadonlyMap<number, Shortcut> = new Map([
  [0x54, sload],
  [0x55, sstore],
]);
