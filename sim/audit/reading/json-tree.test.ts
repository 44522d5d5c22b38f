import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, parseJson } from './json-tree.ts';

/** What JSON.parse would make of a node. */
const plainValue = (node: JsonNode): unknown => {
  if (node.kind === 'array') return node.items.map(plainValue);
  if (node.kind === 'object')
    return fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  return node.kind === 'string' ? node.text : JSON.parse(node.text);
};

/** With `__proto__` as a name like any other, as in JSON.parse. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): unknown => {
  const object = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
};

const parsed = (text: string): unknown => {
  const root = parseJson(text);
  return root.kind === 'fault' ? 'a fault' : { value: plainValue(root) };
};

const reference = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return 'a fault';
  }
};

describe('JSON with places', () => {
  it('is what the language takes it for', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parsed(text)).toEqual(reference(text));
      }),
    );
  });

  it('is faulty exactly when the language says so', () => {
    const garbage = fc.constantFrom(
      '',
      '"',
      '\\',
      ',',
      ':',
      '{',
      ']',
      '0',
      '-',
      '.',
      'e',
      ' ',
      '\n',
      'x',
      '\u0001',
      '\u0085',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(2), garbage, (json, position, length, insert) => {
        const at = position % (json.length + 1);
        const text = json.slice(0, at) + insert + json.slice(at + length);
        expect(parsed(text)).toEqual(reference(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the source of numbers', () => {
    const root = parseJson('[5.0, 1e3, -0]');
    expect(root.kind === 'array' && root.items.map((item) => 'text' in item && item.text)).toEqual([
      '5.0',
      '1e3',
      '-0',
    ]);
  });

  it('knows the line and the character of every value and name', () => {
    expect(parseJson('{\n  "a": [1,\n 2]}')).toMatchObject({
      place: { line: 1, column: 1 },
      entries: [
        {
          key: 'a',
          place: { line: 2, column: 3 },
          value: {
            place: { line: 2, column: 8 },
            items: [{ place: { line: 2, column: 9 } }, { place: { line: 3, column: 2 } }],
          },
        },
      ],
    });
  });

  it.each([
    ['', 1, 1, 'a value', 'the end of the file'],
    ['[1,\n]', 2, 1, 'a value', ']'],
    ['[1 2]', 1, 4, '"," or "]"', '2'],
    ['{a: 1}', 1, 2, 'a name in double quotes', 'a'],
    ['{"a" 1}', 1, 6, '":"', '1'],
    ['{"a":1', 1, 7, '"," or "}"', 'the end of the file'],
    ['{"a":NaN}', 1, 6, 'a value', 'NaN'],
    ['[] x', 1, 4, 'the end of the file', 'x'],
    ['["abc]', 1, 2, 'a value', '"abc'],
    ['['.repeat(300), 1, 202, 'no more than 200 levels', '['],
  ])('%j is at fault in line %i, column %i: %s expected, but %s', (text, line, column, expected, received) =>
    expect(parseJson(text)).toEqual({ kind: 'fault', place: { line, column }, expected, received }),
  );
});
