import { EVM, EVMMockBlockchain, type EVMResult, NobleBN254 } from '@ethereumjs/evm';
import { Account, Address } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedCommon } from '../ethereum/common.ts';
import type { hardforks } from '../ethereum/hardfork.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import { createJournaledState } from './journaled-state.ts';
import { RunAheadEVM } from './run-ahead.ts';

const contract = new Address(new Uint8Array(20).fill(0xcc));

/** Instructions that make long runs likely: pushes, arithmetic, memory, storage, jumps to marked places, logs, calls. */
const push = fc.integer({ min: 0, max: 40 }).map((value) => [0x60, value]);
const common = fc.constantFrom(
  0x01,
  0x03,
  0x0a,
  0x15,
  0x16,
  0x20,
  0x33,
  0x35,
  0x51,
  0x52,
  0x54,
  0x55,
  0x5b,
  0x80,
  0x81,
  0x90,
);
const rare = fc.constantFrom(
  0x00,
  0x31,
  0x37,
  0x3b,
  0x3f,
  0x40,
  0x56,
  0x57,
  0x5a,
  0xa1,
  0xf0,
  0xf1,
  0xf3,
  0xfa,
  0xfd,
  0xfe,
);
const instruction = fc.oneof(
  { weight: 10, arbitrary: push },
  { weight: 8, arbitrary: common.map((opcode) => [opcode]) },
  { weight: 1, arbitrary: rare.map((opcode) => [opcode]) },
  { weight: 1, arbitrary: fc.constant([0x5b]) },
);
const programs = fc
  .array(instruction, { maxLength: 80 })
  .map((instructions) => Uint8Array.from(instructions.flat()));

type EVMClass = new (options: ConstructorParameters<typeof EVM>[0]) => EVM;

const run = async (
  Machine: EVMClass,
  hardfork: (typeof hardforks)[number],
  code: Uint8Array,
  gasLimit: bigint,
) => {
  const state = createJournaledState();
  await state.putAccount(contract, new Account(1n, 1000n));
  await state.putCode(contract, code);
  const rules = sharedCommon(1, hardfork);
  const blockchain = new EVMMockBlockchain();
  const evm = new Machine({ common: rules, stateManager: state, blockchain, bn254: new NobleBN254() });
  const data = Uint8Array.from({ length: 64 }, (_, index) => index);
  const results: EVMResult[] = [];
  for (let time = 0; time < 2; time++) results.push(await evm.runCall({ to: contract, data, gasLimit }));
  return [...results.map(observable), bytesToHex(await state.getStateRoot())];
};

const observable = ({ execResult }: EVMResult) => ({
  gas: execResult.executionGasUsed,
  refund: execResult.gasRefund,
  output: bytesToHex(execResult.returnValue),
  exception: execResult.exceptionError?.error,
  logs: execResult.logs?.map(([address, topics, data]) => [address, ...topics, data].map(bytesToHex)),
});

describe('running ahead', () => {
  it.each(['istanbul', 'berlin', 'osaka'] as const)(
    'on %s, runAhead(program) = stock(program)',
    async (hardfork) => {
      await fc.assert(
        fc.asyncProperty(programs, fc.constantFrom(300n, 30_000n, 1_000_000n), async (code, gasLimit) => {
          expect(await run(RunAheadEVM, hardfork, code, gasLimit)).toEqual(
            await run(EVM, hardfork, code, gasLimit),
          );
        }),
        { numRuns: 150 },
      );
    },
  );

  it('repeats a loop as often as the stock interpreter does', async () => {
    // i = 9; do { i -= 1 } while (i); SSTORE(0, 42)
    const code = Uint8Array.from(Buffer.from('60095b60019003806002 57602a60005500'.replace(' ', ''), 'hex'));
    const [ours, stock] = [
      await run(RunAheadEVM, 'osaka', code, 100_000n),
      await run(EVM, 'osaka', code, 100_000n),
    ];
    expect(ours).toEqual(stock);
    expect(ours[0]).toMatchObject({ exception: undefined });
  });
});
