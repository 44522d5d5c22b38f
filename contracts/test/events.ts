/** A receipt's logs in a contract's own words. Logs of other contracts than the one that was called do not occur here. */
import { decodeEventLog } from 'viem/utils';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import type { Log } from '../../sim/ethereum/receipt.ts';
import type { Hex } from '../../sim/units.ts';

export interface Event {
  readonly name: string;
  /** By parameter name; addresses and other hexadecimal text in lower case. */
  readonly args: Readonly<Record<string, unknown>>;
}

export const eventsIn = ({ abi }: Artifact, logs: readonly Log[]): Event[] =>
  logs.map(({ topics, data }) => {
    const { eventName, args } = decodeEventLog({ abi, data, topics: topics as [Hex, ...Hex[]] });
    const entries = Object.entries(args ?? {}).map(([name, value]) => [name, plain(value)]);
    return { name: String(eventName), args: Object.fromEntries(entries) };
  });

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
