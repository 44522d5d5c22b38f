/** What operations cost, one row per round and label; reads have a row of their own, without a fee. */
import type { Costs } from '../../measure/gas.ts';
import { cell } from '../csv/csv-lines.ts';
import { ether, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right, type TableColumn } from '../report-table.ts';
import { labelWidth, type NumberedRound, oneLine } from '../terminal-table.ts';

interface CostRow {
  readonly number: number;
  readonly label: string;
  readonly gas: NonNullable<Costs['gas']>;
  /** Absent for reads. */
  readonly feeWei: Costs['feeWei'];
}

export const costsTable = (rounds: readonly NumberedRound[]): ReportTable => {
  const column = right<CostRow>;
  const columns: readonly TableColumn<CostRow>[] = [
    column('#', (row) => `${row.number}`),
    left('Operation', ({ label }) => label),
    column('Count', ({ gas }) => grouped(gas.count)),
    column('Gas min', ({ gas }) => grouped(gas.min)),
    column('Gas mean', ({ gas }) => grouped(gas.mean)),
    column('Gas max', ({ gas }) => grouped(gas.max)),
    column('Gas total', ({ gas }) => grouped(gas.total)),
    column('Fee mean', ({ feeWei }) => cell(feeWei?.mean, ether)),
    column('Fee p50', ({ feeWei }) => cell(feeWei?.p50, ether)),
    column('Fee p95', ({ feeWei }) => cell(feeWei?.p95, ether)),
    column('Fee total', ({ feeWei }) => cell(feeWei?.total, ether)),
  ];
  const remark = 'all that reached a block, reverted ones included; fee = gas × effective price';
  return reportTable('Gas and fee per operation', remark, rounds.flatMap(costRows), columns);
};

const costRows = ([number, round]: NumberedRound): readonly CostRow[] =>
  Object.entries(round.labels).flatMap(([label, { gas, feeWei, readGas }]) => [
    ...(gas === null ? [] : [{ number, label: oneLine(label, labelWidth), gas, feeWei }]),
    ...(readGas === null ? [] : [{ number, label: readLabel(label), gas: readGas, feeWei: null }]),
  ]);

const readLabel = (label: string): string => `${oneLine(label, labelWidth - ' (read)'.length)} (read)`;
