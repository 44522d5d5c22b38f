/** The files of plots: each specification for Vega-Lite, beside it the picture. They are pure functions of the plots. */
import type { Plot } from '../plot/plot.ts';
import { createRenderer } from '../plot/render.ts';
import { themed } from '../plot/theme.ts';
import { titledSvg } from '../plot/titled-svg.ts';
import { toJson } from './json.ts';
import type { OutputFile } from './result-files.ts';

export const plotFormats = ['svg', 'png', 'vl'] as const;
export type PlotFormat = (typeof plotFormats)[number];

/** On white, which a paper is. */
const specOf = ({ spec, title, notes }: Plot) =>
  themed({ description: [title, ...notes].join('. '), ...spec }, 'white');

export const plotFiles = async (
  plots: readonly Plot[],
  format: PlotFormat,
): Promise<readonly OutputFile[]> => {
  const draw = format === 'vl' ? undefined : await createDrawing(format);
  const files: OutputFile[] = [];
  for (const plot of plots) {
    files.push({ name: `${plot.id}.vl.json`, pieces: [toJson(specOf(plot))] });
    if (draw !== undefined) files.push({ name: `${plot.id}.${format}`, pieces: [await draw(plot)] });
  }
  return files;
};

const createDrawing = async (format: 'svg' | 'png') => {
  const render = await createRenderer();
  const svgOf = async (plot: Plot): Promise<string> => titledSvg(await render(specOf(plot)), plot);
  if (format === 'svg') return async (plot: Plot) => `${await svgOf(plot)}\n`;
  const { createRasterizer } = await import('../plot/png.ts');
  const rasterize = await createRasterizer();
  return async (plot: Plot) => rasterize(await svgOf(plot));
};
