/** Stock ethereumjs with the tracer of gas on it, for tests: transactions one by one, and what each left on the stacks. */
import { MerkleStateManager } from '@ethereumjs/statemanager';
import { createLegacyTx } from '@ethereumjs/tx';
import { Account, createAddressFromString } from '@ethereumjs/util';
import { createVM, runTx } from '@ethereumjs/vm';
import { stockCommon } from '../ethereum/common.ts';
import { addressOf } from '../ethereum/crypto.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import { totalGas } from '../flame/frame.ts';
import type { CodeSource } from '../flame/known-code.ts';
import { createKnownCodes } from '../flame/known-code.ts';
import { createGasTracer } from '../flame/tracer.ts';
import { type Address, gwei, type Hex, weiPerEther } from '../units.ts';

export interface TracedTransaction {
  readonly to?: Address | undefined;
  readonly data: Hex;
  readonly valueWei?: bigint;
  readonly gasLimit?: bigint;
}

const key = new Uint8Array(32).fill(1);

export const createTracedMachine = async (hardfork: Hardfork, sources: readonly CodeSource[]) => {
  const common = stockCommon(1337, hardfork);
  const stateManager = new MerkleStateManager({ common });
  const vm = await createVM({ common, stateManager });
  const tracer = createGasTracer('test', createKnownCodes(sources));
  tracer.watch(vm);
  await stateManager.putAccount(createAddressFromString(addressOf(key)), new Account(0n, weiPerEther));
  let nonce = 0;
  return {
    tracer,
    send: async ({ to, data, valueWei = 0n, gasLimit = 3_000_000n }: TracedTransaction) => {
      const fields = { nonce, to, data: hexToBytes(data), value: valueWei, gasLimit, gasPrice: gwei(10) };
      const { to: _none, ...creation } = fields;
      nonce += 1;
      const before = tracer.read();
      const gasBefore = totalGas(before.root);
      const tx = createLegacyTx(to === undefined ? creation : { ...fields, to }, { common }).sign(key);
      const { totalGasSpent, createdAddress, execResult } = await runTx(vm, {
        tx,
        skipHardForkValidation: true,
      });
      const after = tracer.read();
      return {
        gasUsed: totalGasSpent,
        refund: after.refund - before.refund,
        tracedGas: BigInt(totalGas(after.root) - gasBefore),
        created: createdAddress?.toString() as Address | undefined,
        halt: execResult.exceptionError?.error,
      };
    },
  };
};
