/**
 * JSON (RFC 8259) as a tree that still knows where everything stands and how numbers were written: 5.0 is not 5 here.
 * The parser of the language gives up both, and the position of a fault with them.
 */
import type { Place } from '../table.ts';

export type JsonNode =
  | { readonly kind: 'object'; readonly place: Place; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly place: Place; readonly items: readonly JsonNode[] }
  /** `text`: a string's value; of others the source. */
  | { readonly kind: 'string' | 'number' | 'word'; readonly place: Place; readonly text: string };

export interface JsonEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: JsonNode;
}

export interface JsonFault {
  readonly kind: 'fault';
  readonly place: Place;
  readonly expected: string;
  readonly received: string;
}

export const parseJson = (text: string): JsonNode | JsonFault => {
  const next = createTokens(text);
  const root = valueFrom(next(), next, 0);
  const last = root.kind === 'fault' ? undefined : next();
  return last === undefined || last.kind === 'end' ? root : fault(last, 'the end of the file');
};

interface Token {
  readonly kind: 'mark' | 'string' | 'number' | 'word' | 'end' | 'wrong';
  readonly source: string;
  readonly place: Place;
}

const deepest = 200;

const valueFrom = (token: Token, next: () => Token, depth: number): JsonNode | JsonFault => {
  const { kind, source, place } = token;
  if (depth > deepest) return fault(token, `no more than ${deepest} levels`);
  if (kind === 'string') return { kind, place, text: JSON.parse(source) as string };
  if (kind === 'number' || kind === 'word') return { kind, place, text: source };
  if (source === '[') return arrayFrom(place, next, depth + 1);
  return source === '{' ? objectFrom(place, next, depth + 1) : fault(token, 'a value');
};

const arrayFrom = (place: Place, next: () => Token, depth: number): JsonNode | JsonFault => {
  const items: JsonNode[] = [];
  let token = next();
  if (token.source === ']') return { kind: 'array', place, items };
  for (;;) {
    const item = valueFrom(token, next, depth);
    if (item.kind === 'fault') return item;
    items.push(item);
    const after = next();
    if (after.source === ']') return { kind: 'array', place, items };
    if (after.source !== ',') return fault(after, '"," or "]"');
    token = next();
  }
};

const objectFrom = (place: Place, next: () => Token, depth: number): JsonNode | JsonFault => {
  const entries: JsonEntry[] = [];
  let key = next();
  if (key.source === '}') return { kind: 'object', place, entries };
  for (;;) {
    if (key.kind !== 'string') return fault(key, 'a name in double quotes');
    const colon = next();
    if (colon.source !== ':') return fault(colon, '":"');
    const value = valueFrom(next(), next, depth);
    if (value.kind === 'fault') return value;
    entries.push({ key: JSON.parse(key.source) as string, place: key.place, value });
    const after = next();
    if (after.source === '}') return { kind: 'object', place, entries };
    if (after.source !== ',') return fault(after, '"," or "}"');
    key = next();
  }
};

const fault = ({ kind, source, place }: Token, expected: string): JsonFault => ({
  kind: 'fault',
  place,
  expected,
  received: kind === 'end' ? 'the end of the file' : source,
});

const grammar =
  /(?<mark>[{}[\],:])|(?<string>"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null)|(?<wrong>\S\w{0,19})|(?<end>$)/uy;

/** Gives one token after the other, and the end again and again. */
const createTokens = (text: string): (() => Token) => {
  let [offset, line, lineStart] = [0, 1, 0];
  return () => {
    for (; ' \t\r\n'.includes(text[offset] ?? '?'); offset += 1)
      if (text[offset] === '\n') [line, lineStart] = [line + 1, offset + 1];
    grammar.lastIndex = offset;
    const groups = grammar.exec(text)?.groups ?? { wrong: text.slice(offset, offset + 1) };
    const [kind, source = ''] = Object.entries(groups).find(([, found]) => found !== undefined) ?? ['end'];
    const place = { line, column: offset - lineStart + 1 };
    offset += source.length;
    return { kind: kind as Token['kind'], source, place }; // the groups have the kinds' names
  };
};
