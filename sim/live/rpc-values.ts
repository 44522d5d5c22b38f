/** Values as JSON-RPC writes them (EIP-1474): quantities and bytes in hexadecimal. What does not read is the caller's fault. */
import type { Address, Hex } from '../units.ts';
import type { LogFilter } from './history.ts';
import { RpcError } from './rpc-error.ts';

export const quantity = (value: bigint | number): Hex => `0x${value.toString(16)}`;

export const readBytes = (value: unknown, what: string): Hex => {
  if (typeof value === 'string' && /^0x(?:[0-9a-fA-F]{2})*$/.test(value)) return value.toLowerCase() as Hex;
  throw new RpcError('invalidParams', `${what}: bytes in hexadecimal are expected`);
};

export const readFixed = (value: unknown, byteCount: number, what: string): Hex => {
  const bytes = readBytes(value, what);
  if (bytes.length === 2 + 2 * byteCount) return bytes;
  throw new RpcError('invalidParams', `${what}: ${byteCount} bytes are expected`);
};

export const readAddress = (value: unknown, what: string): Address => readFixed(value, 20, what);

export const readQuantity = (value: unknown, what: string): bigint => {
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{1,64}$/.test(value)) return BigInt(value);
  throw new RpcError('invalidParams', `${what}: a quantity in hexadecimal is expected`);
};

/** A block by number or by one of the usual words; undefined is the newest. */
export const readBlock = (value: unknown): number | undefined => {
  if (value === undefined || ['latest', 'pending', 'safe', 'finalized'].includes(String(value)))
    return undefined;
  return value === 'earliest' ? 0 : Number(readQuantity(value, 'block'));
};

export const readObject = (value: unknown, what: string): Readonly<Record<string, unknown>> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new RpcError('invalidParams', `${what}: an object is expected`);
};

export const readFilter = (value: unknown, newest: number): LogFilter => {
  const { fromBlock, toBlock, address, topics = [] } = readObject(value, 'filter');
  if (!Array.isArray(topics) || topics.length > 4)
    throw new RpcError('invalidParams', 'topics: a list of at most four is expected');
  return {
    fromBlock: readBlock(fromBlock) ?? newest,
    toBlock: readBlock(toBlock) ?? newest,
    addresses: listOf(address)?.map((each) => readAddress(each, 'address')),
    topics: topics.map((topic) => listOf(topic)?.map((each) => readFixed(each, 32, 'topic'))),
  };
};

const listOf = (value: unknown): readonly unknown[] | undefined => {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : [value];
};
