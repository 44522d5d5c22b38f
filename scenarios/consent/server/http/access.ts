/** Requests to read a record, on the wire: the protocol's text in; sealed bytes, receipt and its signature out. */
import type { Hex } from '../../../../sim/index.ts';
import type { Refused } from '../../protocol/refusal.ts';
import type { Served } from '../../protocol/release.ts';
import type { Responder } from './handler.ts';

export interface AccessHandler {
  /** Never rejects. */
  handle(text: unknown, source: string): Promise<Served | Refused>;
}

export interface AccessDocument extends Pick<Served, 'receipt'> {
  readonly receiptSignature: Hex;
  /** In base 64. */
  readonly sealed: string;
}

export const accessResponder =
  (server: AccessHandler): Responder =>
  async (text, source) => {
    const answer = await server.handle(text, source);
    if (answer.kind === 'refused') return undefined;
    const { receipt } = answer;
    const receiptSignature = answer.receiptSignature();
    const sealed = Buffer.from(await answer.sealed()).toString('base64');
    return JSON.stringify({ sealed, receipt, receiptSignature } satisfies AccessDocument);
  };

/** The same on the other side. */
export const readAccess = (text: string): Served => {
  const { sealed, receipt, receiptSignature } = JSON.parse(text) as AccessDocument;
  return {
    ...{ kind: 'served', receipt, receiptSignature: () => receiptSignature },
    sealed: async () => new Uint8Array(Buffer.from(sealed, 'base64')),
  };
};
