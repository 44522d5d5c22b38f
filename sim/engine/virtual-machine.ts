/**
 * The library's virtual machine, put together without its asynchronous factories so that an engine is ready at once.
 */
import type { Common } from '@ethereumjs/common';
import { type EVMMockBlockchainInterface, NobleBN254 } from '@ethereumjs/evm';
import { VM } from '@ethereumjs/vm';
import type { JournaledState } from '../state/journaled-state.ts';
import { withQuietEvents } from './quiet-events.ts';
import { RunAheadEVM } from './run-ahead.ts';

export interface VirtualMachineParts {
  readonly common: Common;
  readonly stateManager: JournaledState;
  /** Answers BLOCKHASH. */
  readonly blockchain: EVMMockBlockchainInterface;
}

export const createVirtualMachine = ({ common, stateManager, blockchain }: VirtualMachineParts): VM => {
  const evm = new RunAheadEVM({ common, stateManager, blockchain, bn254: new NobleBN254() });
  const vm = new VM({ common, stateManager, blockchain, evm });
  return withQuietEvents(vm, vm._emit);
};
