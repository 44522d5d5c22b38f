/** What a network did: one row per round, and in words how its blocks came out. Nothing for a single node. */
import type { NetworkFigures } from '../../measure/network-figures.ts';
import type { RunResult } from '../../measure/result.ts';
import { cell } from '../csv/csv-lines.ts';
import { fixed, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right, type TableColumn } from '../report-table.ts';
import { labelWidth, type NumberedRound, oneLine } from '../terminal-table.ts';

interface NetworkRow {
  readonly number: number;
  readonly label: string;
  readonly figures: NetworkFigures;
}

export const networkTable = ({ rounds, network }: RunResult): readonly ReportTable[] => {
  const rows = [...rounds.entries()].flatMap(networkRows);
  const [first] = rows;
  if (first === undefined || network === undefined) return [];
  const column = right<NetworkRow>;
  const latency = (name: 'p50' | 'p95' | 'max') =>
    column(`${name} /s`, ({ figures }) =>
      cell(figures.latencyAtThresholdMs[name], (ms) => fixed(ms / 1_000, 3)),
    );
  const columns: readonly TableColumn<NetworkRow>[] = [
    column('#', ({ number }) => `${number}`),
    left('Operating', ({ label }) => oneLine(label, labelWidth)),
    latency('p50'),
    latency('p95'),
    latency('max'),
    column('Reorganisations', ({ figures }) => grouped(figures.reorganisations.count)),
    column('Deepest /blocks', ({ figures }) => grouped(figures.reorganisations.deepest)),
    column('Taken Back /tx', ({ figures }) => grouped(figures.reorganisations.transactions)),
  ];
  const share = percent(first.figures.thresholdRatio, 0);
  const remark = `latency from the intended instant until ${share} of the nodes have the block`;
  return [reportTable('The network', remark, rows, columns, blocksLine(network))];
};

const networkRows = ([number, { label, network: figures }]: NumberedRound): readonly NetworkRow[] =>
  figures === undefined ? [] : [{ number, label, figures }];

const blocksLine = (network: NonNullable<RunResult['network']>): string => {
  const { madeCount, mainCount, staleCount, uncleCount, meanIntervalMs } = network;
  if (mainCount === 0) return 'no block';
  return (
    `${grouped(madeCount)} blocks: ${grouped(mainCount)} on the main chain, one every ${fixed(meanIntervalMs / 1_000, 2)} s; ` +
    `${grouped(staleCount)} stale (${percent(network.staleOfMadeRatio, 1)} of all); ` +
    `${grouped(uncleCount)} named as uncles (${percent(network.unclesPerMainRatio, 1)} per main block)`
  );
};

const percent = (ratio: number, decimals: number): string => `${(100 * ratio).toFixed(decimals)} %`;
