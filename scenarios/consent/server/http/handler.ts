/**
 * What answers at a path: text in, JSON text out, or undefined for the one refusal. `source` is the address from which
 * the request came. Whatever it throws is a refusal as well.
 */
export type Responder = (text: string, source: string) => Promise<string | undefined>;
