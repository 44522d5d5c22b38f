/** HTML built so that it cannot be forged: whatever is no `Markup` is text, and is escaped. */

export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | readonly Content[];
type Attributes = Readonly<Record<string, string | undefined>>;

const empty: ReadonlySet<string> = new Set(['meta', 'br', 'hr']);

/** An attribute that is undefined is left out. */
export const element = (name: string, attributes: Attributes, ...content: readonly Content[]): Markup => {
  const start = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(value)}"`]))
    .join('');
  return trusted(`<${name}${start}>${empty.has(name) ? '' : `${join(content)}</${name}>`}`);
};

/** Markup of our own making; never a user's text. */
export const trusted = (markup: string): Markup => ({ markup });

export const join = (content: Content): string => {
  if (typeof content === 'string') return escaped(content);
  return 'markup' in content ? content.markup : content.map(join).join('');
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no HTML document may have are shown as what they are: unknown. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Noncharacter_Code_Point}]/gu, (character) =>
      /[\t\n]/.test(character) ? character : '\uFFFD',
    )
    .replace(/[&<>"']/g, (character) => entities[character] as string);
