/**
 * A specification becomes SVG, without a browser: the same bytes on every machine. The text metrics of a canvas, which is
 * there or not, are not asked; ids count from zero for each picture; the locale is Vega's own. Vega loads when it is first needed.
 */
import type { PlotSpec } from './plot.ts';
import { tidySvg } from './tidy-svg.ts';

/** What Vega exports and its types leave out. */
interface TextMeasuring {
  readonly textMetrics: { canvas(use: boolean): void };
}

/** Loads Vega, which takes most of a second. */
export const createRenderer = async () => {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  (vega as unknown as TextMeasuring).textMetrics.canvas(false);
  const logger = vega.logger(vega.Error);
  return async (spec: PlotSpec): Promise<string> => {
    vega.resetSVGDefIds();
    const { spec: compiled } = compile(spec as unknown as Parameters<typeof compile>[0], { logger });
    const view = new vega.View(vega.parse(compiled), { renderer: 'none', logLevel: vega.Error });
    try {
      return tidySvg(await view.toSVG());
    } finally {
      view.finalize();
    }
  };
};

export type Renderer = Awaited<ReturnType<typeof createRenderer>>;
