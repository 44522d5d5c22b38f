/** A plot on a page: the picture in the page's own colours, how it is read, and its figures behind it. */
import type { Plot } from '../../plot/plot.ts';
import type { Renderer } from '../../plot/render.ts';
import { themed } from '../../plot/theme.ts';
import { titledSvg } from '../../plot/titled-svg.ts';
import { element, type Markup, trusted } from './markup.ts';
import { plotTableMarkup, scrolling } from './table.ts';

export const figureMarkup = async (plot: Plot, render: Renderer): Promise<Markup> => {
  const { id, title, notes, spec, table } = plot;
  const svg = titledSvg(await render(themed(spec, null)), plot);
  return element(
    'section',
    { id },
    element('h3', {}, title),
    element('figure', {}, scrolling(title, trusted(svg)), element('figcaption', {}, notes.join(' '))),
    plotTableMarkup(title, table),
  );
};
