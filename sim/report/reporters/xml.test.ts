import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectXml } from '../../testing/junit-schema.ts';
import { xmlDocument } from './xml.ts';

/** What XML 1.0 can hold. */
const holdable = (text: string): string =>
  text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

test('any text comes back from an attribute and from an element, but for what no document may hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const xml = xmlDocument({
        name: 'x',
        attributes: { a, b },
        content: [{ name: 'y', content: `.${a}${b}` }],
      });
      expect(selectXml(xml, '//@a')).toEqual([holdable(a)]);
      expect(selectXml(xml, '//@b')).toEqual([holdable(b)]);
      expect(selectXml(xml, '//y')).toEqual([holdable(`.${a}${b}`)]);
    }),
  );
});

test('control characters and halves of pairs become U+FFFD', () => {
  const xml = xmlDocument({ name: 'x', attributes: { a: 'a\u0000b\u001B\uD800\uFFFF' } });
  expect(xml).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<x a="a\uFFFDb\uFFFD\uFFFD\uFFFD"/>\n');
});
