/**
 * The client that drives the peers: it hands in a block's worth of signed bytes, asks for a block, and keeps what it
 * needs of every receipt. Requests and answers are JSON text, as these systems' own users send them.
 */

import type { Fixture, RecordedReceipt, Session } from './system.ts';
import { inBatches } from './system.ts';

export interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Sends calls that do not depend on each other and returns their results in order; throws on the first error. */
export type Transport = (calls: readonly Call[]) => Promise<readonly unknown[]>;

export const toJson = ({ method, params }: Call, id: number): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

/** The result in one JSON-RPC answer; its error, if it has one, is thrown. */
export function resultOf(answer: { readonly result?: unknown; readonly error?: unknown }): unknown {
  if (answer.error !== undefined) throw new Error(`JSON-RPC: ${JSON.stringify(answer.error)}`);
  return answer.result;
}

export async function startSession(
  fixture: Fixture,
  transport: Transport,
  close: () => Promise<void>,
): Promise<Session> {
  const execute = async (transactions: readonly string[]): Promise<readonly RecordedReceipt[]> => {
    const recorded: RecordedReceipt[] = [];
    for (const batch of inBatches(transactions, fixture.transactionsPerBlock)) {
      const hashes = await transport(
        batch.map((raw) => ({ method: 'eth_sendRawTransaction', params: [raw] })),
      );
      await transport([{ method: 'evm_mine', params: [] }]);
      const receipts = await transport(
        hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] })),
      );
      for (const receipt of receipts) recorded.push(record(receipt as RpcReceipt));
    }
    return recorded;
  };
  await execute([fixture.deployment]);
  return { execute, close };
}

interface RpcReceipt {
  readonly transactionHash: string;
  readonly status: string;
  readonly gasUsed: string;
}

const record = (receipt: RpcReceipt): RecordedReceipt => ({
  hash: receipt.transactionHash,
  succeeded: receipt.status === '0x1',
  gasUsed: Number(receipt.gasUsed),
});
