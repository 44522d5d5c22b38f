/**
 * What the transport needs of a resource server: text in, an answer out, and two kinds of answer. It never rejects, and
 * the reason of a refusal stays inside.
 */
export interface RequestHandler {
  /** `source` is the address from which the request came. */
  handle(text: string, source: string): Promise<Answer>;
}

export type Answer = { readonly kind: 'refused' } | ServedAnswer;

export interface ServedAnswer {
  readonly kind: 'served';
  readonly sealed: () => Promise<Uint8Array>;
  /** Plain data: texts and numbers. */
  readonly receipt: object;
  readonly receiptSignature: string;
}
