/** Tables of figures for a terminal, and the few forms that figures take in them. */
import Table from 'cli-table3';

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Whole, with thousands set apart: 12,345. */
export const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
export const ratio = (value: number): string => `${value.toFixed(2)}×`;
export const seconds = (wallMs: number): string => `${(wallMs / 1000).toFixed(2)} s`;

/** The first column holds names, the others figures. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const colAligns = head.map((_, column): 'left' | 'right' => (column === 0 ? 'left' : 'right'));
  const table = new Table({ head: [...head], colAligns, style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
