/** Figures of rounds as the tables of this study have them. */
export const seconds = (durationMs: number | null | undefined): number | null =>
  durationMs === null || durationMs === undefined ? null : durationMs / 1000;

export const percentOff = (value: number | null, reference: number | null): number | null =>
  value === null || reference === null || reference === 0 ? null : 100 * (value / reference - 1);
