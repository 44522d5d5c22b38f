/** One message call while it goes on: what each of its instructions cost, and on which stack. */
import type { ExecResult, InterpreterStep, Message } from '@ethereumjs/evm';
import { type CalledCode, type CallStack, createCallStack, type Position } from './call-stack.ts';
import { childOf, type FlameNode, special } from './frame.ts';
import type { KnownCodes } from './known-code.ts';
import { precompileName } from './precompile-name.ts';

export interface OpenMessage {
  readonly step: (step: InterpreterStep) => void;
  /** What a message stands on that it sends now. */
  readonly callee: () => FlameNode;
  /** A message that it sent is over, and used this gas. */
  readonly used: (gas: number) => void;
  /** Gives what it stood on itself: its function where one is known. */
  readonly close: (result: ExecResult) => FlameNode;
}

interface Pending {
  readonly position: Position;
  readonly pc: number;
  readonly opcode: number;
  readonly gasLeft: number;
  /** What the library says that it costs, without what it gives to a message. */
  readonly fee: number;
}

/** The opcode of JUMP, which alone enters and leaves functions. */
const jump = 0x56;
/** STOP, RETURN, REVERT and SELFDESTRUCT. */
const endings: readonly number[] = [0x00, 0xf3, 0xfd, 0xff];

/** Never to be seen; tests look for it. */
export const unexplained = 'unexplained';

export const openMessage = (message: Message, below: FlameNode, codes: KnownCodes): OpenMessage => {
  /** The library gives a creation its address later. */
  const isCreation = message.to === undefined;
  let stack: CallStack | undefined;
  let pending: Pending | undefined;
  /** Of all that is on some stack already, the messages that it sent included. */
  let told = 0;
  /** Of the messages that the pending instruction sent. */
  let usedByCallees = 0;

  const spend = (node: FlameNode, gas: number): void => {
    node.gas += gas;
    told += gas;
  };
  const settle = (gas: number): void => {
    if (pending !== undefined) spend(pending.position.leaf, gas);
    usedByCallees = 0;
  };

  /** After the last instruction nothing says what is left but its fee: what differs from it would be a fault of ours. */
  const spendLast = (own: FlameNode, gas: number): void => {
    const known = pending !== undefined && endings.includes(pending.opcode) ? pending.fee : gas;
    spend(own, known);
    if (gas !== known) spend(childOf(own, special(unexplained)), gas - known);
  };

  return {
    step: ({ pc, gasLeft, opcode }) => {
      stack ??= createCallStack(below, calledCode(message, isCreation ? 'creation' : 'deployed', codes));
      const left = Number(gasLeft);
      if (pending !== undefined) {
        settle(pending.gasLeft - left - usedByCallees);
        if (pending.opcode === jump) stack.jumped(pending.pc, pc);
      }
      pending = {
        ...{ position: stack.positionAt(pc), pc, opcode: opcode.code },
        ...{ gasLeft: left, fee: Number(opcode.dynamicFee) },
      };
    },
    callee: () => pending?.position.on ?? below,
    used: (gas) => {
      usedByCallees += gas;
      told += gas;
    },
    close: (result) => {
      const rest = Number(result.executionGasUsed) - told;
      const deposit = depositOf(isCreation, result);
      const own =
        pending?.position.leaf ?? (rest > 0 || message.depth === 0 ? withoutCode(message, below) : below);
      if (isHalt(result)) spend(childOf(own, special(`burnt: ${result.exceptionError?.error}`)), rest);
      else spendLast(own, rest - deposit);
      if (deposit > 0) spend(childOf(stack?.entry ?? own, special('code deposit')), deposit);
      return stack?.entry ?? own;
    },
  };
};

const calledCode = (
  { code, data, delegatecall: isDelegated }: Message,
  kind: CalledCode['kind'],
  codes: KnownCodes,
) => {
  const known = code instanceof Uint8Array ? codes.find(code, kind) : undefined;
  return { known, kind, isDelegated, data };
};

/** Anything but a revert takes all that is left. */
const isHalt = ({ exceptionError }: ExecResult): boolean =>
  exceptionError !== undefined && exceptionError.error !== 'revert';

const gasPerDepositedByte = 200;

const depositOf = (isCreation: boolean, { exceptionError, returnValue }: ExecResult): number =>
  isCreation && exceptionError === undefined ? gasPerDepositedByte * returnValue.length : 0;

/** A precompile, or an account that has no code. */
const withoutCode = ({ isCompiled, _codeAddress, to }: Message, below: FlameNode): FlameNode => {
  const codeAddress = _codeAddress ?? to;
  if (isCompiled && codeAddress !== undefined)
    return childOf(below, special(precompileName(codeAddress.bytes)));
  return childOf(childOf(below, { name: '(no contract)', kind: 'contract' }), {
    name: 'transfer',
    kind: 'function',
  });
};
