/** The queues that the search has found, as a table. */
import { type StudyTable, studyTable } from '../../sim/index.ts';
import type { Fit } from './calibration.ts';
import type { Queue } from './queue-model.ts';

/** A search, and what it was to meet. */
export interface Search extends Fit {
  readonly asked: string;
}

export const queueTable = (searches: readonly Search[]): StudyTable =>
  studyTable(
    {
      id: 'queue',
      title: 'The nearest queue',
      remark:
        'client: time for each transaction and for each receipt, the latter from 0.1 ms on; residual: weighted root mean square',
    },
    searches,
    [
      { key: 'asked', head: 'To meet', value: ({ asked }) => asked },
      {
        key: 'interval_s',
        head: 'Block interval',
        unit: 's',
        decimals: 3,
        value: ({ queue }) => queue.intervalUs / 1e6,
      },
      {
        key: 'transactions_per_block',
        head: 'Per block',
        decimals: 0,
        value: ({ queue }) => queue.transactionsPerBlock,
      },
      {
        key: 'capacity_tps',
        head: 'Capacity',
        unit: 'TPS',
        decimals: 2,
        value: ({ queue }) => capacityOf(queue),
      },
      {
        key: 'preparation_ms',
        head: 'Preparing',
        unit: 'ms',
        decimals: 2,
        value: ({ queue }) => queue.preparationUs / 1000,
      },
      {
        key: 'receipt_ms',
        head: 'Receipt',
        unit: 'ms',
        decimals: 2,
        value: ({ queue }) => queue.receiptUs / 1000,
      },
      {
        key: 'residual_percent',
        head: 'Residual',
        unit: '%',
        decimals: 1,
        value: ({ residual }) => 100 * residual,
      },
      { key: 'tried', head: 'Tried', decimals: 0, value: ({ evaluationCount }) => evaluationCount },
    ],
  );

const capacityOf = ({ transactionsPerBlock, intervalUs }: Queue): number =>
  (transactionsPerBlock * 1e6) / intervalUs;
