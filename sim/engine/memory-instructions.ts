/**
 * Instructions on memory that is already there. Their gas is dynamic only because memory may have to grow; where it
 * does not, the fee is plain (Yellow Paper, appendix G and H.2) and nothing has to be awaited. In every other case,
 * missing operands included, they decline and the library performs them.
 */
import { keccak256 } from '../ethereum/crypto.ts';
import type { RunState, Shortcut } from './shortcut.ts';
import { bytesToWord, wordToBytes } from './words.ts';

const bytesPerWord = 32n;

const isInMemory = ({ memoryWordCount }: RunState, offset: bigint, length: bigint): boolean =>
  length === 0n || offset + length <= memoryWordCount * bytesPerWord;

/** The operands on top of the stack, the topmost first; undefined where there are too few. */
const operands = ({ stack }: RunState, count: number): readonly bigint[] | undefined =>
  stack.length < count ? undefined : stack.peek(count);

const charge = (state: RunState, gas: bigint): void => {
  state.interpreter.useGas(gas);
  state.programCounter++;
};

const read = ({ memory }: RunState, offset: bigint, length: bigint): Uint8Array =>
  length === 0n ? new Uint8Array(0) : memory.read(Number(offset), Number(length));

const mload: Shortcut = (state, fee) => {
  const [offset] = operands(state, 1) ?? [];
  if (offset === undefined || !isInMemory(state, offset, bytesPerWord)) return false;
  charge(state, fee);
  state.stack.pop();
  state.stack.push(bytesToWord(state.memory.read(Number(offset), 32, true)));
  return true;
};

const mstore: Shortcut = (state, fee) => {
  const [offset, word] = operands(state, 2) ?? [];
  if (offset === undefined || word === undefined || !isInMemory(state, offset, bytesPerWord)) return false;
  charge(state, fee);
  state.stack.popN(2);
  state.memory.write(Number(offset), 32, wordToBytes(word));
  return true;
};

/** Yellow Paper, appendix H.2, 0x20: 6 gas for each word hashed. */
const hash: Shortcut = (state, fee, common) => {
  const [offset, length] = operands(state, 2) ?? [];
  if (offset === undefined || length === undefined || !isInMemory(state, offset, length)) return false;
  const wordCount = (length + bytesPerWord - 1n) / bytesPerWord;
  charge(state, fee + wordCount * common.param('keccak256WordGas'));
  state.stack.popN(2);
  state.stack.push(bytesToWord(keccak256(read(state, offset, length))));
  return true;
};

/** Yellow Paper, appendix H.2, 0xa0: 375 gas for each topic and 8 for each byte. */
const log =
  (topicCount: number): Shortcut =>
  (state, fee, common) => {
    const [offset, length, ...topics] = operands(state, 2 + topicCount) ?? [];
    if (offset === undefined || length === undefined) return false;
    if (state.interpreter.isStatic() || !isInMemory(state, offset, length)) return false;
    const topicGas = BigInt(topicCount) * common.param('logTopicGas');
    charge(state, fee + topicGas + length * common.param('logDataGas'));
    state.stack.popN(2 + topicCount);
    state.interpreter.log(read(state, offset, length), topicCount, topics.map(wordToBytes));
    return true;
  };

export const memoryInstructions: ReadonlyMap<number, Shortcut> = new Map([
  [0x20, hash],
  [0x51, mload],
  [0x52, mstore],
  ...[0, 1, 2, 3, 4].map((topicCount): [number, Shortcut] => [0xa0 + topicCount, log(topicCount)]),
]);
