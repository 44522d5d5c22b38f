import { parseAbi } from 'viem';
import { encodeErrorResult, encodeFunctionData } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import { createContractCodec } from '../ethereum/abi.ts';
import { createCallBook, explainHalt } from './calls.ts';

const abi = parseAbi(['function put(uint256 value)', 'error Full(uint256 limit)']);
const box = '0x00000000000000000000000000000000000000b0';
const book = createCallBook();
book.add('box', box, createContractCodec({ abi, name: 'Box' }), { gasUsed: 7n, codeBytes: 3 });

describe('call book', () => {
  it('encodes a call of a contract by its name', () => {
    const encoded = book.encode({ to: 'box', call: 'put', args: [7n] });
    expect(encoded.to).toBe(box);
    expect(encoded.data).toBe(encodeFunctionData({ abi, functionName: 'put', args: [7n] }));
  });

  it('takes an account or an address in any case, with or without data', () => {
    const account = { label: 'user', index: 0, address: box } as const;
    expect(book.encode({ to: account })).toMatchObject({ to: box, data: '0x' });
    expect(book.encode({ to: '0x00000000000000000000000000000000000000B0', data: '0x01' })).toMatchObject({
      to: box,
      data: '0x01',
    });
  });

  it('explains a revert in the words of the contract that was called, by name or by address', () => {
    const data = encodeErrorResult({ abi, errorName: 'Full', args: [9n] });
    for (const { codec } of [book.encode({ to: 'box', call: 'put', args: [1n] }), book.encode({ to: box })])
      expect(explainHalt({ kind: 'revert', name: 'revert', data }, codec)).toBe('Full(9)');
    expect(
      explainHalt({ kind: 'halt', name: 'out of gas', data: '0x' }, book.encode({ to: box }).codec),
    ).toBe('out of gas');
  });

  it('names the known contracts when one is unknown', () => {
    const encode = () => book.encode({ to: 'bx', call: 'put' });
    expect(encode).toThrow(expect.objectContaining({ code: 'CONTRACT_UNKNOWN', exitCode: 3 }));
    expect(encode).toThrow(expect.objectContaining({ hint: 'Contracts: box.' }));
  });

  it('refuses what is no address', () => {
    expect(() => book.encode({ to: '0x12' })).toThrow(expect.objectContaining({ code: 'RECIPIENT_INVALID' }));
  });
});
