/**
 * The figures that a claim names: a column, of one table where a number is given, of one label where one is given.
 *
 *   avg        avg[1]  avg[T1]        avg.GetMS  avg["two words"]        avg[1].GetMS
 *
 * Cells that hold no figure are left out and counted.
 */
import type jsep from 'jsep';
import { Fraction } from '../interval.ts';
import { type Cell, type Column, columns, type TableRow } from '../table.ts';
import { type Inquiry, reject } from './inquiry.ts';
import type { Quantity } from './quantity.ts';
import { kindOf, type Node, nodeOf, textOf } from './syntax.ts';

const shortNames: Readonly<Record<string, Column>> = {
  succ: 'successes',
  fail: 'failures',
  send: 'sendRateTps',
  max: 'maxDelayS',
  min: 'minDelayS',
  avg: 'avgDelayS',
  throughput: 'throughputTps',
};

const columnsByName: ReadonlyMap<string, Column> = new Map([
  ...Object.entries(shortNames),
  ...columns.map((column) => [column, column] as const),
]);

interface Selection {
  readonly column: Column;
  readonly table?: number;
  readonly label?: string;
}

/** Undefined when nothing is named that way; the inquiry then says why. */
export const figuresOf = (expression: jsep.Expression, inquiry: Inquiry): readonly Quantity[] | undefined => {
  const selection = selectionOf(expression, inquiry);
  if (selection === undefined) return undefined;
  const text = textOf(expression);
  const rows = rowsOf(selection, inquiry, text);
  if (rows === undefined) return undefined;
  const cells = rows.map((row) => row.cells[selection.column]);
  const figures = cells.flatMap((cell) => quantityOf(cell) ?? []);
  const infinite = cells.filter((cell) => cell === 'infinite').length;
  const absent = cells.length - figures.length - infinite;
  inquiry.columns.set(text, { text, figures: figures.length, absent, infinite });
  return figures;
};

/** The printed number is the middle of what rounds to it. */
const quantityOf = (cell: Cell): Quantity | undefined => {
  if (cell === 'absent' || cell === 'infinite' || cell.value.high === undefined) return undefined;
  const { low, high } = cell.value;
  return { printed: low.add(high).div(new Fraction(2)), low, high };
};

const selectionOf = (expression: jsep.Expression, inquiry: Inquiry): Selection | undefined => {
  const node = nodeOf(expression);
  if (node.type === 'Identifier') {
    const column = columnsByName.get(node.name);
    return column === undefined ? reject(inquiry, node.name, aColumn, node.name) : { column };
  }
  if (node.type !== 'MemberExpression' || node.optional === true)
    return reject(inquiry, textOf(node), aColumn, kindOf(node));
  const selection = selectionOf(node.object, inquiry);
  if (selection === undefined) return undefined;
  const choice = choiceOf(nodeOf(node.property), node.computed);
  if (choice === undefined) return reject(inquiry, textOf(node), aChoice, textOf(node.property));
  const isTwice = Object.keys(choice).some((key) => key in selection);
  if (isTwice) return reject(inquiry, textOf(node), 'one table and one label at most', textOf(node));
  return { ...selection, ...choice };
};

const aColumn = `a column: ${Object.keys(shortNames).join(', ')}`;
const aChoice = 'a table’s number such as 1, or a label in quotes';

const choiceOf = (
  property: Node,
  isComputed: boolean,
): Pick<Selection, 'table'> | Pick<Selection, 'label'> | undefined => {
  if (property.type === 'Identifier' && !isComputed) return { label: property.name };
  if (property.type === 'Identifier')
    return /^T\d+$/.test(property.name) ? { table: Number(property.name.slice(1)) } : undefined;
  if (property.type !== 'Literal') return undefined;
  if (typeof property.value === 'string') return { label: property.value };
  return /^\d+$/.test(property.raw) ? { table: Number(property.raw) } : undefined;
};

const rowsOf = (
  { table, label }: Selection,
  inquiry: Inquiry,
  text: string,
): readonly TableRow[] | undefined => {
  const tables =
    table === undefined ? inquiry.tables : inquiry.tables.filter(({ number }) => number === table);
  if (table !== undefined && tables.length === 0)
    return reject(
      inquiry,
      text,
      `a table’s number: ${listed(inquiry.tables.map(({ number }) => `${number}`))}`,
      `${table}`,
    );
  const rows = tables.flatMap(({ rows: own }) => own);
  if (label === undefined) return rows;
  const labelled = rows.filter((row) => row.label === label);
  if (labelled.length > 0) return labelled;
  return reject(inquiry, text, `a row’s label: ${listed(rows.map((row) => row.label))}`, label);
};

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ') || 'there is none';
