/**
 * The library's result of a transaction or a message as this project's values: hexadecimal text, and gas split into
 * the parts that a reader asks about.
 */
import type { EVMResult, ExecResult, Log as LibraryLog } from '@ethereumjs/evm';
import { bigIntMax, bigIntMin } from '@ethereumjs/util';
import type { RunTxResult } from '@ethereumjs/vm';
import { bytesToHex } from '../ethereum/hex.ts';
import type { MessageGas } from '../ethereum/intrinsic-gas.ts';
import type { GasComponents, Halt, Log, Receipt, StorageWrite } from '../ethereum/receipt.ts';

export const logsOf = (logs: readonly LibraryLog[] = []): Log[] =>
  logs.map(([address, topics, data]) => ({
    address: bytesToHex(address),
    topics: topics.map(bytesToHex),
    data: bytesToHex(data),
  }));

export const haltOf = ({ exceptionError, returnValue }: ExecResult): Halt | undefined => {
  if (exceptionError === undefined) return undefined;
  const isRevert = exceptionError.error === 'revert';
  return {
    kind: isRevert ? 'revert' : 'halt',
    name: exceptionError.error,
    data: isRevert ? bytesToHex(returnValue) : '0x',
  };
};

/**
 * The parts of a charge. `refundQuotient`: the most of the gas used that is given back, as its divisor (2 in the Yellow
 * Paper, 5 since EIP-3529). EIP-7623 §Specification: the floor applies after the refund.
 */
export const gasComponents = (
  { intrinsic, floor }: MessageGas,
  execution: bigint,
  refundCounter: bigint,
  refundQuotient: bigint,
): GasComponents => {
  const beforeRefund = intrinsic + execution;
  const refund = bigIntMin(refundCounter, beforeRefund / refundQuotient);
  const afterRefund = beforeRefund - refund;
  return { intrinsic, execution, refund, floorAdjustment: bigIntMax(floor - afterRefund, 0n) };
};

export const gasUsedOf = ({ intrinsic, execution, refund, floorAdjustment }: GasComponents): bigint =>
  intrinsic + execution - refund + floorAdjustment;

/** The address of the contract that a creation left; none when it failed. */
const contractAddressOf = ({ createdAddress, execResult }: EVMResult): Receipt['contractAddress'] =>
  createdAddress === undefined || execResult.exceptionError !== undefined
    ? undefined
    : bytesToHex(createdAddress.bytes);

export const receiptFrom = (
  result: RunTxResult,
  charge: MessageGas,
  refundQuotient: bigint,
  effectiveGasPriceWei: bigint,
  storageWrite: StorageWrite,
): Receipt => {
  const { execResult } = result;
  return {
    status: execResult.exceptionError === undefined ? 'success' : 'reverted',
    gasUsed: result.totalGasSpent,
    cumulativeGasUsed: result.receipt.cumulativeBlockGasUsed,
    gas: gasComponents(charge, execResult.executionGasUsed, refundCounterOf(result), refundQuotient),
    storageWrite,
    effectiveGasPriceWei,
    logs: logsOf(execResult.logs),
    contractAddress: contractAddressOf(result),
    halt: haltOf(execResult),
  };
};

/** What the counter stood at; where the floor applied, the library forgets all but the execution's part. */
export const refundCounterOf = ({ gasRefund, execResult }: RunTxResult): bigint =>
  gasRefund === 0n ? (execResult.gasRefund ?? 0n) : gasRefund;
