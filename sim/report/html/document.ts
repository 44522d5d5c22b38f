/** What every page is: one document, its own style, and a policy by which it can do nothing but be read. */
import type { ReportTable } from '../report-table.ts';
import { type Content, element, join, type Markup } from './markup.ts';
import { style } from './style.ts';
import { tableMarkup } from './table.ts';

/** No network, no script, no form. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** `script`: of a page that is served, with a policy of the server's own. */
export const htmlDocument = (
  title: string,
  script: string | undefined,
  ...body: readonly Content[]
): string => {
  const head = [
    element('meta', { charset: 'utf-8' }),
    ...(script === undefined
      ? [element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy })]
      : [element('link', { rel: 'icon', href: 'data:,' }), element('script', { src: script, defer: '' })]),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, title),
  ];
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${join(head)}\n<style>\n${style}\n</style>\n</head>\n<body>\n${join(body)}\n</body>\n</html>\n`;
};

/** Links to the sections of a page, by their ids. */
export const navigationMarkup = (sections: Readonly<Record<string, string>>): Markup =>
  element(
    'nav',
    { 'aria-label': 'Sections' },
    element(
      'ul',
      {},
      ...Object.entries(sections).map(([id, text]) =>
        element('li', {}, element('a', { href: `#${id}` }, text)),
      ),
    ),
  );

export const tableSection = (table: ReportTable, heading = 'h3'): Markup =>
  element(
    'section',
    {},
    element(heading, {}, table.title),
    ...noteMarkup(table.remark),
    tableMarkup(table),
    ...noteMarkup(table.note ?? ''),
  );

const noteMarkup = (text: string): readonly Markup[] =>
  text === '' ? [] : [element('p', { class: 'note' }, text)];
