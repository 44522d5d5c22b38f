/** A table as data: what the terminal, Markdown and a page show of the same figures, each in its own form. */

/** A column of rows of some kind. An empty cell is a value that does not exist. */
export interface TableColumn<Row> {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly text: (row: Row) => string;
}

export interface ReportTable {
  readonly title: string;
  /** What the figures mean; may be empty. */
  readonly remark: string;
  readonly columns: readonly Omit<TableColumn<never>, 'text'>[];
  readonly rows: readonly (readonly string[])[];
  /** A line below the table. */
  readonly note?: string | undefined;
}

export const reportTable = <Row>(
  title: string,
  remark: string,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  note?: string,
): ReportTable => ({
  title,
  remark,
  columns: columns.map(({ head, align }) => ({ head, align })),
  rows: rows.map((row) => columns.map(({ text }) => text(row))),
  ...(note === undefined ? {} : { note }),
});

export const right = <Row>(head: string, text: (row: Row) => string): TableColumn<Row> => ({
  head,
  align: 'right',
  text,
});

export const left = <Row>(head: string, text: (row: Row) => string): TableColumn<Row> => ({
  head,
  align: 'left',
  text,
});
