/** What went wrong with a call, as JSON-RPC and EIP-1193 say it: with a number where other errors have a word. */
import type { Hex } from '../units.ts';

/** JSON-RPC 2.0 §5.1; EIP-1474 for -32000; 3 is what nodes answer to a call that reverted. */
export const rpcCodes = {
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  refused: -32_000,
  reverted: 3,
} as const;

export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  /** What a revert returned. */
  readonly data: Hex | undefined;

  constructor(code: keyof typeof rpcCodes, message: string, data?: Hex) {
    super(message);
    this.code = rpcCodes[code];
    this.data = data;
  }
}
