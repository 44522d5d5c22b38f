/** What a reader that cannot see is told of a picture, inside the SVG: its name, and how it is read. */
import type { Plot } from './plot.ts';

/** `scope` keeps the ids of several pictures on one page apart. */
export const titledSvg = (
  svg: string,
  { id, title, notes }: Omit<Plot, 'spec' | 'table'>,
  scope = '',
): string => {
  const [name, description] = [`${scope}${id}-title`, `${scope}${id}-notes`];
  return svg
    .replace(/^<svg /, `<svg role="img" aria-labelledby="${name} ${description}" `)
    .replace(
      />/,
      () =>
        `><title id="${name}">${escaped(title)}</title><desc id="${description}">${escaped(notes.join(' '))}</desc>`,
    );
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
