/** Tables 1 and 2 of Wang and Wang, 2021, for tests of the audit. */
import { printedRow } from '../audit/printed-row.ts';
import type { PublishedTable } from '../audit/table.ts';

const requestRow = printedRow('ReqMagan', ['1', '0', '1.0', '0.24', '0.24', '0.24', '5.1']);

export const paperTables: readonly PublishedTable[] = [
  {
    number: 1,
    title: undefined,
    rows: [
      requestRow,
      printedRow('GetMS', ['1000', '0', '306.9', '46.27', '16.52', '41.62', '11.4']),
      printedRow('GetMS', ['1000', '0', '335.5', '43.72', '15.10', '38.03', '12.2']),
    ],
  },
  {
    number: 2,
    title: undefined,
    rows: [
      requestRow,
      printedRow('GetMS', ['100', '0', '114.2', '4.25', '2.53', '4.27', '11.2']),
      printedRow('GetMS', ['100', '0', '216.3', '4.41', '2.34', '4.39', '11.5']),
      printedRow('GetMS', ['100', '0', '335.9', '4.12', '2.61', '4.05', '10.6']),
    ],
  },
];
