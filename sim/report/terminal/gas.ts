/**
 * Gas by function for people: what a call costs, then of what its gas consists, then deployments, and last what a
 * transaction of this workload costs on average. Every row of parts sums to its total; nothing is rounded there.
 */
import type { AmountSummary } from '../../measure/amounts.ts';
import type { FunctionGas, GasReport } from '../../measure/function-gas.ts';
import { type GasParts, gasOfParts } from '../../measure/gas-parts.ts';
import { cell } from '../csv/csv-lines.ts';
import { fixed, grouped } from '../numbers.ts';
import { createPaint, type Paint, type TableColumn, terminalTable, titled } from '../terminal-table.ts';

export interface GasTextOptions {
  readonly scenario: string;
  readonly chain: string;
  readonly hardfork: string;
  readonly seed: number;
  readonly exitReason: string;
  /** null: not asked for. */
  readonly dataFee: { readonly formula: string; readonly source: string; readonly date: string } | null;
  /** The folder in which it is; undefined: none was drawn. */
  readonly flamegraph: string | undefined;
  readonly color: boolean;
}

/** Ends with a newline. */
export const gasText = (gas: GasReport, options: GasTextOptions): string => {
  const paint = createPaint(options.color);
  const sections = [
    callsTable(gas, paint),
    partsTable(gas, paint),
    deploymentsTable(gas, paint),
    dataFeesTable(gas, options, paint),
  ];
  const last = [...workloadLines(gas), ...flamegraphLines(options), aboutLine(options)].join('\n');
  return `${[...sections, last].filter((section) => section !== '').join('\n\n')}\n`;
};

const text = <Row>(head: string, of: (row: Row) => string): TableColumn<Row> => ({
  head,
  align: 'left',
  text: of,
});

const number = <Row>(head: string, of: (row: Row) => bigint | number | null): TableColumn<Row> => ({
  head,
  align: 'right',
  text: (row) => cell(of(row), grouped),
});

const share = <Row>(head: string, of: (row: Row) => bigint, whole: bigint): TableColumn<Row> => ({
  head,
  align: 'right',
  text: (row) => (whole === 0n ? '–' : `${fixed((100 * Number(of(row))) / Number(whole), 1)} %`),
});

const functionColumns: readonly TableColumn<FunctionGas>[] = [
  text('Contract', ({ contract }) => contract),
  text('Function', ({ function: name }) => name),
  text('Storage', ({ effect }) => effect),
  number('Calls', ({ callCount }) => callCount),
];

const callsTable = ({ functions, workload }: GasReport, paint: Paint): string => {
  const columns = [
    ...functionColumns,
    number<FunctionGas>('in rounds', ({ callCountOfRounds }) => callCountOfRounds),
    number<FunctionGas>('Min', ({ min }) => min),
    number<FunctionGas>('Mean', ({ mean }) => mean),
    number<FunctionGas>('Median', ({ median }) => median),
    number<FunctionGas>('Max', ({ max }) => max),
    share<FunctionGas>('of rounds’ gas', ({ totalOfRounds }) => totalOfRounds, workload?.total ?? 0n),
  ];
  const remark = 'all that reached a block, set-up too; a first write turned a slot from zero';
  return titled('Gas per call', remark, terminalTable(functions, columns, paint), paint);
};

interface WithParts {
  readonly parts: GasParts;
}

const partColumns: readonly TableColumn<WithParts>[] = [
  number('Base', ({ parts }) => parts.base),
  number('Calldata', ({ parts }) => parts.calldata),
  number('Execution', ({ parts }) => parts.execution),
  number('Refund', ({ parts }) => -parts.refund),
  number('Floor', ({ parts }) => parts.floor),
  number('Gas total', ({ parts }) => gasOfParts(parts)),
];

const partsTable = ({ functions }: GasReport, paint: Paint): string => {
  const bytes = number<FunctionGas>('Calldata bytes', ({ calldataByteCount }) => calldataByteCount);
  const columns = [...functionColumns, bytes, ...partColumns];
  const remark = 'of all calls of a row; the five parts sum to what the receipts say';
  return titled('Of what it consists', remark, terminalTable(functions, columns, paint), paint);
};

const deploymentsTable = ({ deployments }: GasReport, paint: Paint): string => {
  const columns = [
    text<GasReport['deployments'][number]>('Contract', ({ name }) => name),
    number<GasReport['deployments'][number]>('Code bytes', ({ deployedBytes }) => deployedBytes),
    number<GasReport['deployments'][number]>('Creation bytes', ({ creationBytes }) => creationBytes),
    ...partColumns,
  ];
  return titled('Deployments', 'once each', terminalTable(deployments, columns, paint), paint);
};

interface DataFeeRow {
  readonly contract: string;
  readonly function: string;
  readonly effect: string;
  readonly dataFeeWei: Pick<AmountSummary, 'count' | 'mean' | 'total'>;
}

const dataFeesTable = (gas: GasReport, { dataFee }: GasTextOptions, paint: Paint): string => {
  if (dataFee === null) return '';
  const columns = [
    text<DataFeeRow>('Contract', ({ contract }) => contract),
    text<DataFeeRow>('Function', ({ function: name }) => name),
    text<DataFeeRow>('Storage', ({ effect }) => effect),
    number<DataFeeRow>('Calls', ({ dataFeeWei }) => dataFeeWei.count),
    number<DataFeeRow>('Mean wei', ({ dataFeeWei }) => dataFeeWei.mean),
    number<DataFeeRow>('Total wei', ({ dataFeeWei }) => dataFeeWei.total),
  ];
  const remark = `beside the fee for gas; prices: ${dataFee.source}, ${dataFee.date}; pinned, not fetched`;
  const table = terminalTable(dataFeeRows(gas), columns, paint);
  return `${titled('Data fee on a rollup', remark, table, paint)}\nfee = ${dataFee.formula}`;
};

const dataFeeRows = ({ functions, deployments, workload }: GasReport): DataFeeRow[] => [
  ...deployments.flatMap(({ name, dataFeeWei }) =>
    dataFeeWei === null
      ? []
      : [feeRow([name, 'deployment'], { count: 1, mean: dataFeeWei, total: dataFeeWei })],
  ),
  ...functions.flatMap(({ contract, function: name, effect, dataFeeWei }) =>
    dataFeeWei === null ? [] : [feeRow([contract, name, effect], dataFeeWei)],
  ),
  ...(workload?.dataFeeWei ? [feeRow(['all', 'of the rounds'], workload.dataFeeWei)] : []),
];

const feeRow = (
  [contract = '', name = '', effect = '']: readonly string[],
  dataFeeWei: DataFeeRow['dataFeeWei'],
): DataFeeRow => ({ contract, function: name, effect, dataFeeWei });

const workloadLines = ({ workload }: GasReport): string[] =>
  workload === null
    ? ['no transaction of a round reached a block']
    : [
        `the rounds: ${grouped(workload.callCount)} transactions, ${grouped(workload.total)} gas, ` +
          `${grouped(workload.mean)} each on average, by how often they call what`,
      ];

const flamegraphLines = ({ flamegraph }: GasTextOptions): string[] =>
  flamegraph === undefined
    ? []
    : [
        `by function and line of source: ${flamegraph}/flamegraph.svg, and .folded and .speedscope.json beside it`,
      ];

/** All scenarios in one line each, and what they weigh together. Ends with a newline. */
export const scenariosText = (
  scenarios: readonly (Pick<GasReport, 'workload'> & Pick<GasTextOptions, 'scenario'>)[],
  workload: GasReport['workload'],
  color: boolean,
): string => {
  const paint = createPaint(color);
  type Row = (typeof scenarios)[number];
  const columns = [
    text<Row>('Scenario', ({ scenario }) => scenario),
    number<Row>('Transactions', (row) => row.workload?.callCount ?? 0),
    number<Row>('Gas', (row) => row.workload?.total ?? 0n),
    number<Row>('each on average', (row) => row.workload?.mean ?? null),
    share<Row>('Share', (row) => row.workload?.total ?? 0n, workload?.total ?? 0n),
  ];
  const table = terminalTable([...scenarios, { scenario: 'all', workload }], columns, paint);
  return `${titled('All scenarios', 'what their rounds sent; the last row weighs each by its transactions', table, paint)}\n`;
};

const aboutLine = ({ scenario, chain, hardfork, seed, exitReason }: GasTextOptions): string =>
  `${scenario} on chain ${chain} (${hardfork}), seed ${seed}${exitReason === 'completed' ? '' : `; ${exitReason}: not all of it`}`;
