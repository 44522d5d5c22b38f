/** The chain's wallet interface as JSON-RPC 2.0, one request to a message; errors there are answers, not refusals. */
import { type LiveChain, RpcError } from '../../../../sim/index.ts';
import type { Responder } from './handler.ts';

export const chainResponder =
  (chain: Pick<LiveChain, 'request'>): Responder =>
  async (text) => {
    const call = readCall(text);
    if (call === undefined) return undefined;
    const { id, method, params } = call;
    try {
      return JSON.stringify({ jsonrpc: '2.0', id, result: await chain.request({ method, params }) });
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      const { code, message, data } = error;
      return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } });
    }
  };

interface Call {
  readonly id: string | number | null;
  readonly method: string;
  readonly params: readonly unknown[];
}

const readCall = (text: string): Call | undefined => {
  const { id = null, method, params = [] } = Object(parsed(text)) as Record<string, unknown>;
  const isId = id === null || typeof id === 'string' || typeof id === 'number';
  return isId && typeof method === 'string' && Array.isArray(params) ? { id, method, params } : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
