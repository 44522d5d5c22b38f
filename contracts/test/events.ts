/** What a contract logged in a transaction, in its own words; what others logged, which it called or was called by, is left out. */
import { decodeEventLog } from 'viem/utils';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import type { Log } from '../../sim/ethereum/receipt.ts';
import type { Address, Hex } from '../../sim/units.ts';

export interface Event {
  readonly name: string;
  /** By parameter name; addresses and other hexadecimal text in lower case. */
  readonly args: Readonly<Record<string, unknown>>;
}

export const eventsIn = (contract: Address, { abi }: Artifact, logs: readonly Log[]): Event[] =>
  logs
    .filter(({ address }) => address === contract)
    .map(({ topics, data }) => {
      const { eventName, args } = decodeEventLog({ abi, data, topics: topics as [Hex, ...Hex[]] });
      const entries = Object.entries(args ?? {}).map(([name, value]) => [name, plain(value)]);
      return { name: String(eventName), args: Object.fromEntries(entries) };
    });

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
