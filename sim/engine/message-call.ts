/**
 * eth_call: a message executed against the state as it is and forgotten. Gas is charged as a transaction with the same
 * message would be, warm addresses included (EIP-2929, EIP-3651), but nothing is paid, so there is no base-fee check.
 */
import type { Block } from '@ethereumjs/block';
import { type EVMResult, getActivePrecompiles } from '@ethereumjs/evm';
import { Address, bigIntMax } from '@ethereumjs/util';
import type { VM } from '@ethereumjs/vm';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import { type MessageGas, messageGas } from '../ethereum/intrinsic-gas.ts';
import type { CallMessage, CallOutcome } from './engine.ts';
import { gasComponents, gasUsedOf, haltOf, logsOf } from './receipt-from-result.ts';

/** The state must have no open block; it is as before when the promise settles. */
export const callMessage = async (vm: VM, block: Block, message: CallMessage): Promise<CallOutcome> => {
  const gasLimit = message.gasLimit ?? block.header.gasLimit;
  const charge = messageGas(message.to, message.data, vm.common);
  const required = bigIntMax(charge.intrinsic, charge.floor);
  if (gasLimit < required) return halted('out of gas', gasLimit);
  const caller = addressFrom(message.from);
  const balanceWei = (await vm.stateManager.getAccount(caller))?.balance ?? 0n;
  if (balanceWei < message.valueWei) return halted('insufficient balance', required);
  return outcomeFrom(await execute(vm, block, message, gasLimit - charge.intrinsic), charge, vm);
};

const execute = async (vm: VM, block: Block, message: CallMessage, gasLimit: bigint): Promise<EVMResult> => {
  const { evm } = vm;
  await evm.journal.cleanup();
  await evm.journal.checkpoint();
  try {
    const caller = addressFrom(message.from);
    const to = message.to === undefined ? undefined : addressFrom(message.to);
    warm(vm, [caller, to, vm.common.isActivatedEIP(3651) ? block.header.coinbase : undefined]);
    const target = to === undefined ? {} : { to };
    const { valueWei: value, data } = message;
    return await evm.runCall({ ...target, block, caller, value, gasLimit, data: hexToBytes(data) });
  } finally {
    await evm.journal.revert();
    evm.journal.cleanJournal();
    evm.stateManager.originalStorageCache.clear();
  }
};

/** EIP-2929 §Specification: what is warm when a transaction starts. */
const warm = ({ evm, common }: VM, addresses: readonly (Address | undefined)[]): void => {
  for (const precompile of precompilesOf(common)) evm.journal.addAlwaysWarmAddress(precompile);
  for (const address of addresses) if (address) evm.journal.addAlwaysWarmAddress(address.toString());
};

/** Of a hardfork, which a `Common` here never leaves; the library lists them anew each time. */
const precompilesOf = (common: VM['common']): readonly string[] => {
  const known = knownPrecompiles.get(common) ?? [...getActivePrecompiles(common).keys()];
  knownPrecompiles.set(common, known);
  return known;
};
const knownPrecompiles = new WeakMap<VM['common'], readonly string[]>();

const outcomeFrom = ({ execResult }: EVMResult, charge: MessageGas, { common }: VM): CallOutcome => {
  const refundCounter = execResult.gasRefund ?? 0n;
  const gas = gasComponents(
    charge,
    execResult.executionGasUsed,
    refundCounter,
    common.param('maxRefundQuotient'),
  );
  return {
    status: execResult.exceptionError === undefined ? 'success' : 'reverted',
    returnData: bytesToHex(execResult.returnValue),
    gasUsed: gasUsedOf(gas),
    gasBeforeRefund: bigIntMax(gas.intrinsic + gas.execution, charge.floor),
    logs: logsOf(execResult.logs),
    halt: haltOf(execResult),
  };
};

const halted = (name: string, gasUsed: bigint): CallOutcome => ({
  status: 'reverted',
  returnData: '0x',
  gasUsed,
  gasBeforeRefund: gasUsed,
  logs: [],
  halt: { kind: 'halt', name, data: '0x' },
});

const addressFrom = (hex: CallMessage['from']): Address => new Address(hexToBytes(hex));
