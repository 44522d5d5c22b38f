/**
 * Watches stock ethereumjs and says where all gas went. An instruction costs what the gas of its frame went down by
 * until the next one, less what a message that it sent used: so the 63/64 of EIP-150, stipends and the prices of warm and cold
 * (EIP-2929) need no rule here. What a message used beyond its instructions is the deposit of code (Yellow Paper,
 * appendix G: 200 a byte) or, when it halted, what the halt burnt. In front of it all stand the parts of the
 * intrinsic gas, and after it what EIP-7623's floor adds. A refund has no place on a stack, and is summed beside.
 */
import type { EVMResult, InterpreterStep, Message } from '@ethereumjs/evm';
import type { AfterTxEvent, VM } from '@ethereumjs/vm';
import { gasComponents, refundCounterOf } from '../engine/receipt-from-result.ts';
import { calldataOf } from '../ethereum/calldata.ts';
import { transactionGas } from '../ethereum/intrinsic-gas.ts';
import { childOf, createFlame, type FlameNode, special } from './frame.ts';
import type { KnownCodes } from './known-code.ts';
import { type OpenMessage, openMessage } from './open-message.ts';

export interface GasFlame {
  readonly root: FlameNode;
  readonly transactionCount: number;
  /** What the receipts say: all gas of the tree, less the refunds. */
  readonly gasUsed: bigint;
  readonly refund: bigint;
}

export interface GasTracer {
  /** To be called once, before the machine executes anything. */
  readonly watch: (vm: VM) => void;
  readonly read: () => GasFlame;
}

export const createGasTracer = (name: string, codes: KnownCodes): GasTracer => {
  const root = createFlame(name);
  const totals = { transactionCount: 0, gasUsed: 0n, refund: 0n };
  const messages: OpenMessage[] = [];
  /** System contracts are called between transactions, and nobody pays for it. */
  let isInTransaction = false;
  let entry: FlameNode | undefined;

  const begin = (message: Message): void => {
    const caller = messages.at(-1);
    messages.push(openMessage(message, caller === undefined ? root : caller.callee(), codes));
  };
  const end = ({ execResult }: EVMResult): void => {
    const message = messages.pop();
    entry = message?.close(execResult);
    messages.at(-1)?.used(Number(execResult.executionGasUsed));
  };
  const settle = (event: AfterTxEvent): void => {
    const { transaction, execResult, totalGasSpent } = event;
    const charge = transactionGas(transaction);
    const quotient = transaction.common.param('maxRefundQuotient');
    const parts = gasComponents(charge, execResult.executionGasUsed, refundCounterOf(event), quotient);
    const calldata = calldataOf(transaction.data).gas;
    const add = (part: string, gas: bigint): void => {
      if (gas > 0n) childOf(entry ?? root, special(part)).gas += Number(gas);
    };
    add('intrinsic', parts.intrinsic - calldata);
    add('calldata', calldata);
    add('calldata floor', parts.floorAdjustment);
    totals.transactionCount += 1;
    totals.gasUsed += totalGasSpent;
    totals.refund += parts.refund;
  };

  return {
    watch: ({ events, evm }) => {
      events.on('beforeTx', () => {
        isInTransaction = true;
      });
      events.on('afterTx', (event) => {
        isInTransaction = false;
        settle(event);
      });
      evm.events?.on('beforeMessage', (message: Message) => isInTransaction && begin(message));
      evm.events?.on('step', (step: InterpreterStep) => messages.at(-1)?.step(step));
      evm.events?.on('afterMessage', (result: EVMResult) => isInTransaction && end(result));
    },
    read: () => ({ root, ...totals }),
  };
};
