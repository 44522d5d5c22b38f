/**
 * The commonest instructions on memory, with the gas for memory that has to grow (Yellow Paper, appendix G and H). In
 * every other case, missing operands included, they decline and the library performs them.
 */
import type { Common } from '@ethereumjs/common';
import { keccak256 } from '../ethereum/crypto.ts';
import type { RunState, Shortcut } from './shortcut.ts';
import { bytesToWord, passingBytes, wordToBytes } from './words.ts';

const bytesPerWord = 32n;

const wordsOf = (length: bigint): bigint => (length + bytesPerWord - 1n) / bytesPerWord;

/** Yellow Paper, appendix H.1: what memory costs rises with its words and with their square; only growth is charged. */
const grow = (state: RunState, offset: bigint, length: bigint, common: Common): bigint => {
  const wordCount = wordsOf(offset + length);
  if (length === 0n || wordCount <= state.memoryWordCount) return 0n;
  const linear = wordCount * common.param('memoryGas');
  const square = (wordCount * wordCount) / common.param('quadCoefficientDivGas');
  const gas = linear + square - state.highestMemCost;
  state.highestMemCost = linear + square;
  state.memoryWordCount = wordCount;
  return gas;
};

/** The operands on top of the stack, the topmost first; undefined where there are too few. */
const operands = ({ stack }: RunState, count: number): readonly bigint[] | undefined =>
  stack.length < count ? undefined : stack.peek(count);

const charge = (state: RunState, gas: bigint): void => {
  state.interpreter.useGas(gas);
  state.programCounter++;
};

const read = ({ memory }: RunState, offset: bigint, length: bigint): Uint8Array =>
  length === 0n ? new Uint8Array(0) : memory.read(Number(offset), Number(length));

const mload: Shortcut = (state, fee, common) => {
  const [offset] = operands(state, 1) ?? [];
  if (offset === undefined) return false;
  charge(state, fee + grow(state, offset, bytesPerWord, common));
  state.stack.pop();
  state.stack.push(bytesToWord(state.memory.read(Number(offset), 32, true)));
  return true;
};

const mstore: Shortcut = (state, fee, common) => {
  const [offset, word] = operands(state, 2) ?? [];
  if (offset === undefined || word === undefined) return false;
  charge(state, fee + grow(state, offset, bytesPerWord, common));
  state.stack.popN(2);
  state.memory.write(Number(offset), 32, passingBytes(word));
  return true;
};

/** Yellow Paper, appendix H.2, 0x20: 6 gas for each word hashed. */
const hash: Shortcut = (state, fee, common) => {
  const [offset, length] = operands(state, 2) ?? [];
  if (offset === undefined || length === undefined) return false;
  const wordGas = wordsOf(length) * common.param('keccak256WordGas');
  charge(state, fee + wordGas + grow(state, offset, length, common));
  state.stack.popN(2);
  state.stack.push(bytesToWord(keccak256(read(state, offset, length))));
  return true;
};

/** Yellow Paper, appendix H.2, 0xa0: 375 gas for each topic and 8 for each byte. */
const log =
  (topicCount: number): Shortcut =>
  (state, fee, common) => {
    const [offset, length, ...topics] = operands(state, 2 + topicCount) ?? [];
    if (offset === undefined || length === undefined || state.interpreter.isStatic()) return false;
    const topicGas = BigInt(topicCount) * common.param('logTopicGas');
    const dataGas = length * common.param('logDataGas');
    charge(state, fee + topicGas + dataGas + grow(state, offset, length, common));
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
