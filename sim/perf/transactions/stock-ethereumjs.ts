/**
 * ethereumjs as it comes: its own JavaScript cryptography, a transaction object from bytes, `runTx` for each. The
 * writes of a block reach the Merkle tree once, at its end, as in the library's own `runBlock`.
 */
import { createBlock } from '@ethereumjs/block';
import type { StateManagerInterface } from '@ethereumjs/common';
import { type Common, createCustomCommon, Mainnet } from '@ethereumjs/common';
import { Caches, MerkleStateManager, SimpleStateManager } from '@ethereumjs/statemanager';
import { createTxFromRLP } from '@ethereumjs/tx';
import { Account, createAddressFromString, hexToBytes } from '@ethereumjs/util';
import { createVM, runTx, type VM } from '@ethereumjs/vm';
import { type Fixture, inBatches, type RecordedReceipt, type System } from './system.ts';

export const inMemory: System = stock('ethereumjs, in memory', () => new SimpleStateManager());

export const merkle: System = stock(
  'ethereumjs, Merkle',
  (common) => new MerkleStateManager({ common, caches: new Caches() }),
);

function stock(name: string, stateManagerFor: (common: Common) => StateManagerInterface): System {
  return {
    name,
    start: async (fixture) => {
      const common = createCustomCommon({ chainId: fixture.chainId }, Mainnet, {
        hardfork: fixture.hardfork,
      });
      const stateManager = stateManagerFor(common);
      const vm = await createVM({ common, stateManager });
      await vm.evm.journal.checkpoint();
      for (const address of fixture.accounts)
        await stateManager.putAccount(
          createAddressFromString(address),
          new Account(0n, BigInt(fixture.balanceWei)),
        );
      await vm.evm.journal.commit();
      const execute = executor(vm, fixture);
      await execute([fixture.deployment]);
      return { execute, close: async () => {} };
    },
  };
}

function executor(vm: VM, fixture: Fixture) {
  let number = 0;
  return async (transactions: readonly string[]): Promise<readonly RecordedReceipt[]> => {
    const recorded: RecordedReceipt[] = [];
    for (const batch of inBatches(transactions, fixture.transactionsPerBlock)) {
      number += 1;
      const header = {
        number,
        timestamp: number,
        gasLimit: fixture.blockGasLimit,
        baseFeePerGas: fixture.baseFeePerGasWei,
      };
      const block = createBlock({ header }, { common: vm.common });
      await vm.evm.journal.checkpoint();
      for (const raw of batch) recorded.push(await executeOne(vm, block, raw as `0x${string}`));
      await vm.evm.journal.commit();
    }
    return recorded;
  };
}

async function executeOne(
  vm: VM,
  block: ReturnType<typeof createBlock>,
  raw: `0x${string}`,
): Promise<RecordedReceipt> {
  const tx = createTxFromRLP(hexToBytes(raw), { common: vm.common });
  const { execResult, totalGasSpent } = await runTx(vm, { tx, block });
  const succeeded = execResult.exceptionError === undefined;
  return { hash: Buffer.from(tx.hash()).toString('hex'), succeeded, gasUsed: Number(totalGasSpent) };
}
