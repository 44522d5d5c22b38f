/** A picture as data: its specification for Vega-Lite, the figures behind it as a table, and what a reader must know of it. */

/** A Vega-Lite specification without what all have in common, which `theme.ts` adds. */
export type PlotSpec = Readonly<Record<string, unknown>>;

export type PlotValue = string | number | null;

export interface PlotColumn {
  /** With the unit. */
  readonly head: string;
  /** Of numbers. Absent: text. */
  readonly decimals?: number;
}

export interface PlotTable {
  readonly columns: readonly PlotColumn[];
  readonly rows: readonly (readonly PlotValue[])[];
}

export interface Plot {
  /** Its name in files and anchors: letters, digits, dashes. */
  readonly id: string;
  readonly title: string;
  /** In a sentence or more: how to read it, what was left out or thinned. */
  readonly notes: readonly string[];
  readonly spec: PlotSpec;
  readonly table: PlotTable;
}

export const quantitative = (field: string, title: string | null, more: PlotSpec = {}): PlotSpec => ({
  field,
  type: 'quantitative',
  title,
  ...more,
});

export const nominal = (field: string, more: PlotSpec = {}): PlotSpec => ({
  field,
  type: 'nominal',
  title: null,
  sort: null,
  ...more,
});

/** A user's text in a picture: one line, well-formed, not too long. */
export const pictureText = (text: string, length = 40): string => {
  const clean = text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]+/gu, ' ');
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
};
