import fc from 'fast-check';
import type { AbiFunction, AbiParameter } from 'viem';
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeErrorResult,
  encodeFunctionData,
  parseAbi,
} from 'viem/utils';
import { describe, expect, it } from 'vitest';
import { createContractCodec } from './abi.ts';

const abi = parseAbi([
  'constructor(address owner, uint8 limit)',
  'struct Window { uint48 from; uint48 until; }',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function store(bytes32 key, bytes value, string note)',
  'function plan(Window[] windows, int8[2] offsets)',
  'function pair() view returns (uint256 a, address b)',
  'function find(uint256 id) view returns (address)',
  'function find(address owner) view returns (uint256)',
  'error Refused(address who, uint8 state)',
  'error Detailed(string text, uint256[] values, Window window)',
]);
const codec = createContractCodec({ abi, name: 'Ledger', bytecode: '0x6000' });
const owner = `0x${'ab'.repeat(20)}`;

const failure = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

interface Typed {
  readonly parameter: AbiParameter;
  readonly value: unknown;
}

const hexBytes = (size: { minLength: number; maxLength: number }) =>
  fc.uint8Array(size).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`);

const leaf: fc.Arbitrary<Typed> = fc.oneof(
  hexBytes({ minLength: 20, maxLength: 20 }).map((value) => ({ parameter: { type: 'address' }, value })),
  fc.boolean().map((value) => ({ parameter: { type: 'bool' }, value })),
  fc.string({ unit: 'grapheme' }).map((value) => ({ parameter: { type: 'string' }, value })),
  hexBytes({ minLength: 0, maxLength: 100 }).map((value) => ({ parameter: { type: 'bytes' }, value })),
  fc.integer({ min: 1, max: 32 }).chain((size) =>
    hexBytes({ minLength: size, maxLength: size }).map((value) => ({
      parameter: { type: `bytes${size}` },
      value,
    })),
  ),
  fc.integer({ min: 1, max: 32 }).chain((size) =>
    fc.boolean().chain((isSigned) => {
      const limit = 2n ** BigInt(8 * size - (isSigned ? 1 : 0));
      const type = `${isSigned ? 'int' : 'uint'}${8 * size}`;
      return fc
        .bigInt({ min: isSigned ? -limit : 0n, max: limit - 1n })
        .map((value) => ({ parameter: { type }, value: size <= 6 ? Number(value) : value }));
    }),
  ),
);

const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('typed'), fc.nat(3)).map(([{ parameter, value }, length]) => ({
      parameter: { ...parameter, type: `${parameter.type}[]` },
      value: Array.from({ length }, () => value),
    })),
    // Solidity has no fixed arrays of length 0.
    fc.tuple(tie('typed'), fc.integer({ min: 1, max: 3 })).map(([{ parameter, value }, length]) => ({
      parameter: { ...parameter, type: `${parameter.type}[${length}]` },
      value: Array.from({ length }, () => value),
    })),
    fc.array(tie('typed'), { minLength: 1, maxLength: 3 }).map((members) => ({
      parameter: {
        type: 'tuple',
        components: members.map(({ parameter }, i) => ({ ...parameter, name: `m${i}` })),
      },
      value: Object.fromEntries(members.map(({ value }, i) => [`m${i}`, value])),
    })),
  ),
}));

const functionOf = (members: readonly Typed[]): AbiFunction => {
  const parameters = members.map(({ parameter }) => parameter);
  return { type: 'function', name: 'f', inputs: parameters, outputs: parameters, stateMutability: 'view' };
};

describe('encoding', () => {
  it('encodeCall = viem.encodeFunctionData', () => {
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 4 }), (members) => {
        const item = functionOf(members);
        const args = members.map(({ value }) => value);
        const ours = createContractCodec({ abi: [item] });
        const expected = encodeFunctionData({ abi: [item], functionName: 'f', args });
        expect(ours.encodeCall('f', args)).toBe(expected);
        expect(ours.encodeCall('f', args)).toBe(expected);
      }),
    );
  });

  it('decodeResult = viem.decodeFunctionResult', () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 3 }), (members) => {
        const item = functionOf(members);
        const data = encodeAbiParameters(
          item.outputs,
          members.map(({ value }) => value),
        );
        const expected = decodeFunctionResult({ abi: [item], functionName: 'f', data });
        expect(createContractCodec({ abi: [item] }).decodeResult('f', data)).toEqual(expected);
      }),
    );
  });

  it('appends the constructor arguments to the creation code', () => {
    const encoded = encodeAbiParameters(
      [{ type: 'address' }, { type: 'uint8' }],
      [owner as `0x${string}`, 3],
    );
    expect(codec.encodeDeploy([owner, 3])).toBe(`0x6000${encoded.slice(2)}`);
  });

  it('finds an overloaded function by its signature, spaces aside', () => {
    const token = createContractCodec({
      abi: parseAbi([
        'function safeTransferFrom(address from, address to, uint256 id)',
        'function safeTransferFrom(address from, address to, uint256 id, bytes data)',
      ]),
    });
    const selector = (call: string, args: readonly unknown[]) => token.encodeCall(call, args).slice(0, 10);
    // EIP-721's interface identifier is the exclusive or of these and other selectors.
    expect(selector('safeTransferFrom( address, address, uint256 )', [owner, owner, 1])).toBe('0x42842e0e');
    expect(selector('safeTransferFrom(address,address,uint256,bytes)', [owner, owner, 1, '0x'])).toBe(
      '0xb88d4fde',
    );
  });

  it('decodes one value, several values and none', () => {
    const word = (digits: string): string => digits.padStart(64, '0');
    expect(codec.decodeResult('transfer', `0x${word('1')}`)).toBe(true);
    expect(codec.decodeResult('pair', `0x${word('5')}${word('1')}`)).toEqual([
      5n,
      `0x${'1'.padStart(40, '0')}`,
    ]);
    expect(codec.decodeResult('store', '0x')).toBeUndefined();
  });
});

describe('slips of the author', () => {
  it('names the nearest function and all others when one is not there', () => {
    expect(failure(() => codec.encodeCall('Tranfer', []))).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
      hint: expect.stringMatching(/^Did you mean transfer\? Functions: transfer\(address,uint256\), store/),
    });
    expect(failure(() => codec.encodeCall('burn', []))).toMatchObject({
      hint: expect.stringMatching(/^Functions: /),
    });
    expect(failure(() => codec.encodeCall('transfer(address)', []))).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    });
  });

  it('asks for a signature when a name is overloaded', () => {
    expect(failure(() => codec.encodeCall('find', [1]))).toMatchObject({
      code: 'FUNCTION_AMBIGUOUS',
      hint: 'Name one with its signature: find(uint256), find(address)',
    });
  });

  it('says how many arguments there must be', () => {
    expect(failure(() => codec.encodeCall('transfer', [owner]))).toMatchObject({
      code: 'ARGUMENT_MISMATCH',
      problems: [{ path: 'args', expected: '2 (address to, uint256 amount)', received: '1' }],
    });
  });

  it('reports every argument that does not fit, with its path', () => {
    const misfits = failure(() => codec.encodeCall('store', ['0x12', 'hello', 7]));
    expect(misfits).toMatchObject({
      problems: [
        { path: 'args[0]', expected: 'bytes32 key', received: "'0x12'" },
        { path: 'args[1]', expected: 'bytes value', received: "'hello'" },
        { path: 'args[2]', expected: 'string note', received: '7' },
      ],
    });
    const nested = failure(() =>
      codec.encodeCall('plan', [
        [{ from: 1, until: 2n ** 48n }, 3],
        [128, -128],
      ]),
    );
    expect(nested).toMatchObject({
      problems: [
        { path: 'args[0][0].until', expected: 'uint48 until', received: '281474976710656n' },
        { path: 'args[0][1]', expected: 'a tuple (uint48 from, uint48 until)', received: '3' },
        { path: 'args[1][0]', expected: 'int8 offsets', received: '128' },
      ],
    });
  });

  it.each([
    ['transfer', [owner, '12']],
    ['transfer', [owner, 1.5]],
    ['transfer', [owner, -1n]],
    ['transfer', [owner, 2n ** 256n]],
    ['transfer', [owner, Number.NaN]],
    ['transfer', [owner, undefined]],
    ['transfer', ['0xaB5801a7D398351b8bE11C439e05C5B3259aeC9b', 1]],
    ['store', [`0x${'0'.repeat(64)}`, '0x123', '']],
    ['plan', [[], [1]]],
    ['plan', [null, [1, 2]]],
  ] as const)('refuses %s with %o', (call, args) => {
    expect(failure(() => codec.encodeCall(call, args))).toMatchObject({ code: 'ARGUMENT_MISMATCH' });
  });

  it('refuses constructor arguments that do not fit, and a deployment without code', () => {
    expect(failure(() => codec.encodeDeploy([owner, 256]))).toMatchObject({
      code: 'CONSTRUCTOR_MISMATCH',
      problems: [{ path: 'args[1]', expected: 'uint8 limit', received: '256' }],
    });
    expect(failure(() => createContractCodec({ abi }).encodeDeploy([]))).toMatchObject({
      code: 'BYTECODE_MISSING',
    });
  });

  it('says so when a result does not fit, as at an address without code', () => {
    expect(failure(() => codec.decodeResult('pair', '0x'))).toMatchObject({
      code: 'RESULT_MISMATCH',
      hint: expect.stringContaining('No data'),
    });
    expect(failure(() => codec.decodeResult('pair', '0x01'))).toMatchObject({ code: 'RESULT_MISMATCH' });
  });
});

describe('revert data', () => {
  const window = { from: 1, until: 2 };

  it('names custom errors with their values', () => {
    const refused = encodeErrorResult({ abi, errorName: 'Refused', args: [owner as `0x${string}`, 2] });
    expect(codec.decodeError(refused)).toBe(`Refused(${owner}, 2)`);
    const detailed = encodeErrorResult({ abi, errorName: 'Detailed', args: ['"no"', [1n, 2n], window] });
    expect(codec.decodeError(detailed)).toBe('Detailed("\\"no\\"", [1, 2], (1, 2))');
  });

  it('reads the errors that Solidity itself writes', () => {
    const builtin = parseAbi(['error Error(string)', 'error Panic(uint256)']);
    const text = encodeErrorResult({ abi: builtin, errorName: 'Error', args: ['not yet'] });
    expect(codec.decodeError(text)).toBe('Error("not yet")');
    const panic = (code: bigint) =>
      codec.decodeError(encodeErrorResult({ abi: builtin, errorName: 'Panic', args: [code] }));
    expect(panic(0x11n)).toBe('Panic(0x11): arithmetic overflow or underflow');
    expect(panic(0x99n)).toBe('Panic(0x99): unknown code');
  });

  it('never throws, whatever the data', () => {
    expect(codec.decodeError('0x')).toBe('reverted without a reason');
    expect(codec.decodeError('0x08c379a0ff')).toBe('unknown error 0x08c379a0ff');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isKnown) => {
        const data = Buffer.from(bytes).toString('hex');
        expect(codec.decodeError(`0x${isKnown ? '08c379a0' : ''}${data}`)).toEqual(expect.any(String));
      }),
    );
  });
});
