/**
 * How all plots look: quiet lines, the reader's own sans-serif, eight colours by Okabe and Ito ("Color Universal Design",
 * 2008) that people with any colour vision tell apart, darkened to a contrast of 3:1 and more on white; dashes tell series
 * apart where there is no colour. The page has a lighter partner of each for the dark.
 */
import type { PlotSpec } from './plot.ts';

export const fontStack =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

/** On white, and on near-black. */
export const seriesColors = [
  { light: '#0072b2', dark: '#56b4e9' },
  { light: '#d55e00', dark: '#ff914d' },
  { light: '#00876c', dark: '#35c9a5' },
  { light: '#a8508a', dark: '#e29ac8' },
  { light: '#a87800', dark: '#f0c04a' },
  { light: '#5b4fa8', dark: '#aba3f0' },
  { light: '#7a1f3d', dark: '#e87a9b' },
  { light: '#4d5a66', dark: '#b3bfca' },
] as const;

/** Of what is not a series. */
export const inks = {
  text: { light: '#24292f', dark: '#e4e8ec' },
  quiet: { light: '#57606a', dark: '#a4adb7' },
  axis: { light: '#8b949e', dark: '#6e7882' },
  grid: { light: '#e7eaed', dark: '#2d343b' },
} as const;

export const [blue, vermilion, green] = seriesColors.map(({ light }) => light) as [string, string, string];

export const seriesRange: readonly string[] = seriesColors.map(({ light }) => light);

/** Solid for the first four, then three kinds of dashes. */
export const dashRange: readonly (readonly number[])[] = [
  ...Array.from({ length: 4 }, () => [1, 0]),
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [6, 3],
];

export const plotWidth = 620;

const axis: PlotSpec = {
  ...{ domainColor: inks.axis.light, tickColor: inks.axis.light, gridColor: inks.grid.light },
  ...{ labelColor: inks.quiet.light, titleColor: inks.quiet.light },
  ...{ labelFontSize: 11, titleFontSize: 11, titleFontWeight: 'normal', titlePadding: 8, tickSize: 4 },
  ...{ labelLimit: 260, labelPadding: 4 },
};

const config: PlotSpec = {
  font: fontStack,
  aria: false,
  axis,
  axisX: { grid: false, labelFlush: false, tickCount: 8 },
  axisY: { domain: false, ticks: false },
  legend: {
    ...{ orient: 'top', direction: 'horizontal', title: null, columns: 4, offset: 8 },
    ...{ labelColor: inks.text.light, labelFontSize: 11, labelLimit: 200, symbolStrokeWidth: 2.5 },
  },
  range: { category: seriesRange },
  title: { color: inks.text.light, fontSize: 12, fontWeight: 600, anchor: 'start', offset: 8 },
  view: { stroke: null },
};

/** The whole specification, as a file has it and as it is rendered. */
export const themed = (spec: PlotSpec, background: string | null): PlotSpec => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background,
  padding: 8,
  ...spec,
  config,
});

/** The published values have an ink of their own. */
export const mostSources = seriesColors.length + 1;
