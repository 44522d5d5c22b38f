import { EVM, EVMMockBlockchain, type EVMResult, NobleBN254 } from '@ethereumjs/evm';
import { Account, Address, setLengthLeft } from '@ethereumjs/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedCommon } from '../ethereum/common.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import { createJournaledState } from '../state/journaled-state.ts';
import { RunAheadEVM } from './run-ahead.ts';

const contract = new Address(new Uint8Array(20).fill(0xcc));

const [address, gas, sload, sstore] = [0x30, 0x5a, 0x54, 0x55];
const push1 = (value: number): number[] => [0x60, value];
const small = fc.nat(3);
const offset = fc.constantFrom(0, 1, 32, 64, 255);

/** SSTORE(slot, value), SLOAD(slot): few slots and values, so that all of EIP-2200's cases come up. */
const store = fc.tuple(small, small).map(([value, slot]) => [...push1(value), ...push1(slot), sstore]);
const load = small.map((slot) => [...push1(slot), sload]);
/** MSTORE, MLOAD, KECCAK256, LOG0 to LOG4, RETURN, REVERT with operands of their own, within memory and beyond it. */
const memory = fc
  .tuple(fc.constantFrom(0x51, 0x52, 0x20, 0xa0, 0xa1, 0xa2, 0xa4), offset, offset)
  .map(([opcode, at, length]) => [
    ...push1(7),
    ...push1(8),
    ...push1(9),
    ...push1(10),
    ...push1(length),
    ...push1(at),
    opcode,
  ]);
const end = fc
  .tuple(fc.constantFrom(0xf3, 0xfd), offset, offset)
  .map(([opcode, at, length]) => [...push1(length), ...push1(at), opcode]);
/** A call to itself, with half of the gas: CALL, CALLCODE, DELEGATECALL or STATICCALL. */
const call = fc
  .tuple(fc.constantFrom(0xf1, 0xf2, 0xf4, 0xfa), fc.boolean())
  .map(([opcode, sends]) => [
    ...[0, 0, 0, 0].flatMap(push1),
    ...(opcode === 0xf1 || opcode === 0xf2 ? push1(sends ? 1 : 0) : []),
    address,
    ...push1(2),
    gas,
    0x04,
    opcode,
  ]);
const plain = fc.constantFrom(
  0x01,
  0x03,
  0x0a,
  0x15,
  0x16,
  0x20,
  0x33,
  0x35,
  0x37,
  0x50,
  0x51,
  0x52,
  0x53,
  0x54,
  0x55,
  0x59,
  0x5b,
  0x80,
  0x81,
  0x90,
);
const rare = fc.constantFrom(
  0x00,
  0x31,
  0x3b,
  0x3f,
  0x40,
  0x56,
  0x57,
  0x5a,
  0x5c,
  0x5d,
  0x5e,
  0xa3,
  0xf0,
  0xf5,
  0xfe,
  0xff,
);
const instruction = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40).map(push1) },
  { weight: 5, arbitrary: plain.map((opcode) => [opcode]) },
  { weight: 4, arbitrary: store },
  { weight: 2, arbitrary: load },
  { weight: 4, arbitrary: memory },
  { weight: 1, arbitrary: fc.oneof(call, end) },
  { weight: 1, arbitrary: rare.map((opcode) => [opcode]) },
);
const programs = fc
  .array(instruction, { maxLength: 60 })
  .map((instructions) => Uint8Array.from(instructions.flat()));

type EVMClass = new (options: ConstructorParameters<typeof EVM>[0]) => EVM;

interface Program {
  readonly code: Uint8Array;
  readonly gasLimit: bigint;
  readonly isStatic?: boolean;
}

/** Runs the program twice, as two transactions, on a contract whose slots 1 and 2 hold 1 and 2. */
const run = async (Machine: EVMClass, hardfork: string, { code, ...limits }: Program) => {
  const state = createJournaledState();
  await state.putAccount(contract, new Account(1n, 1000n));
  await state.putCode(contract, code);
  for (const slot of [1, 2]) await state.putStorage(contract, slotKey(slot), Uint8Array.of(slot));
  const [rules, blockchain] = [sharedCommon(1, hardfork), new EVMMockBlockchain()];
  const evm = new Machine({ common: rules, stateManager: state, blockchain, bn254: new NobleBN254() });
  const data = Uint8Array.from({ length: 64 }, (_, index) => index);
  // As `runTx` does (EIP-2929); ours has them warm by itself.
  for (const precompile of evm.precompiles.keys()) evm.journal.addAlwaysWarmAddress(precompile);
  const results: EVMResult[] = [];
  for (let time = 0; time < 2; time++) {
    results.push(await evm.runCall({ to: contract, data, ...limits }));
    state.originalStorageCache.clear();
  }
  return [...results.map(observable), bytesToHex(await state.getStateRoot())];
};

const slotKey = (slot: number): Uint8Array => setLengthLeft(Uint8Array.of(slot), 32);

const observable = ({ execResult }: EVMResult) => ({
  gas: execResult.executionGasUsed,
  refund: execResult.gasRefund,
  output: bytesToHex(execResult.returnValue),
  exception: execResult.exceptionError?.error,
  logs: execResult.logs?.map(([address, topics, data]) => [address, ...topics, data].map(bytesToHex)),
});

const expectSame = async (hardfork: string, program: Program): Promise<void> => {
  expect(await run(RunAheadEVM, hardfork, program)).toEqual(await run(EVM, hardfork, program));
};

const codeOf = (...instructions: number[][]): Uint8Array => Uint8Array.from(instructions.flat());
const storeAt = (slot: number, value: number): number[] => [...push1(value), ...push1(slot), sstore];

describe.each(['petersburg', 'istanbul', 'berlin', 'osaka'] as const)('running ahead on %s', (hardfork) => {
  const gasLimits = fc.constantFrom(300n, 2_400n, 25_000n, 300_000n);

  it('runAhead(program) = stock(program)', async () => {
    const drawn = fc.record({
      code: programs,
      gasLimit: gasLimits,
      isStatic: fc.nat(5).map((draw) => draw === 0),
    });
    await fc.assert(
      fc.asyncProperty(drawn, (program) => expectSame(hardfork, program)),
      { numRuns: 70 },
    );
  });

  it('meters every sequence of three writes to a slot that held 0 or 1 as the library does', async () => {
    const values = [0, 1, 2];
    for (const slot of [0, 1])
      for (const first of values)
        for (const second of values)
          for (const third of values) {
            const code = codeOf(storeAt(slot, first), storeAt(slot, second), storeAt(slot, third));
            await expectSame(hardfork, { code, gasLimit: 200_000n });
          }
  });

  it('stops at the stipend, at the last unit of gas and at the end of memory as the library does', async () => {
    const write = codeOf(push1(0), storeAt(0, 0));
    for (let gasLimit = 2_300n; gasLimit < 2_315n; gasLimit++)
      await expectSame(hardfork, { code: write, gasLimit });
    const touch = codeOf(
      push1(9),
      push1(0),
      [0x52],
      push1(9),
      push1(1),
      [0x51, 0x50],
      push1(33),
      push1(0),
      [0x20],
    );
    for (let gasLimit = 1n; gasLimit < 90n; gasLimit++) await expectSame(hardfork, { code: touch, gasLimit });
  });

  it('repeats a loop as often as the library does', async () => {
    // i = 9; do { i -= 1 } while (i); SSTORE(0, 42)
    const code = codeOf(push1(9), [0x5b], push1(1), [0x90, 0x03, 0x80], push1(2), [0x57], storeAt(0, 42));
    await expectSame(hardfork, { code, gasLimit: 100_000n });
    expect((await run(RunAheadEVM, hardfork, { code, gasLimit: 100_000n }))[0]).toMatchObject({
      exception: undefined,
    });
  });
});
