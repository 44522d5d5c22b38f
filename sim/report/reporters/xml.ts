/**
 * XML 1.0 as text. What a document may not hold even escaped (control characters, halves of surrogate pairs) becomes
 * U+FFFD, so that any text of a user's leaves it well-formed. (Extensible Markup Language 1.0, §2.2 Char, §3.3.3)
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Elements, or text. */
  readonly content?: readonly XmlElement[] | string;
}

/** Ends with a newline. */
export const xmlDocument = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`;

const elementText = ({ name, attributes = {}, content = '' }: XmlElement, indent: string): string => {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapedAttribute(String(value))}"`,
  );
  const head = `${indent}<${name}${pairs.join('')}`;
  if (content.length === 0) return `${head}/>`;
  if (typeof content === 'string') return `${head}>${escapedText(content)}</${name}>`;
  const children = content.map((child) => elementText(child, `${indent}  `));
  return `${head}>\n${children.join('\n')}\n${indent}</${name}>`;
};

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string, characters: RegExp): string =>
  text
    .toWellFormed()
    .replace(forbidden, '\uFFFD')
    .replace(characters, (character) => references[character] ?? `&#${character.charCodeAt(0)};`);

/** A parser takes a bare carriage return for the end of a line. */
const escapedText = (text: string): string => escaped(text, /[&<>\r]/g);

/** And here any white space for a blank. */
const escapedAttribute = (text: string): string => escaped(text, /[&<>"\t\n\r]/g);
