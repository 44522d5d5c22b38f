/**
 * The calibrated chain: the queue that comes nearest to the published GetMS rows, cell by cell beside them, and then
 * through the real simulator as an ordinary chain profile, to see that queue and simulator are the same thing.
 */
import type { Experiment, PublishedRow } from '../../sim/index.ts';
import { agreementTable, type Comparison, simulateQueue, worstDifferenceUs } from './agreement.ts';
import { calibrate, type Fit, type Target } from './calibration.ts';
import { cellsOf, cellsTable, excludedFinding } from './fit-cells.ts';
import { queueTable } from './fit-queue.ts';
import { generousGasLimit } from './set-up.ts';

const targetOf = (row: PublishedRow): readonly Target[] => {
  const { name, successes, sendRateTps, maxDelayS, minDelayS, avgDelayS, throughputTps } = row;
  if (successes === null || successes < 2) return [];
  if (sendRateTps === null || maxDelayS === null || minDelayS === null) return [];
  if (avgDelayS === null || throughputTps === null) return [];
  const figures = { sendRateTps, maxDelayS, minDelayS, avgDelayS, throughputTps };
  return [{ name, count: successes, sendTps: sendRateTps, figures }];
};

export const fit: Experiment = {
  id: 'fit',
  title: 'The calibrated chain',
  question:
    'Which block interval, capacity and client come nearest to the published rows, and what can none of them meet?',
  run: async (context) => {
    const rows = context.published.flatMap((row) => targetOf(row).map((target) => ({ row, target })));
    const targets = rows.map(({ target }) => target);
    context.progress('search for the nearest queue');
    const found = calibrate(targets);
    const without = calibrate(targets, { avgDelayS: 1, throughputTps: 1 });
    const searches = [
      { asked: 'average, throughput, least delay', ...found },
      { asked: 'average, throughput', ...without },
    ];
    const cells = rows.flatMap(({ row, target }) => cellsOf(target, row, found.queue));
    const { comparisons, profile } = await simulateQueue(context, targets, found.queue);
    return {
      tables: [queueTable(searches), cellsTable(cells), agreementTable(comparisons)],
      findings: [
        nearestFinding(found),
        otherFinding(without),
        excludedFinding(cells),
        agreementFinding(comparisons),
        `As a chain of bench.config.ts, for transactions with a gas limit of ${generousGasLimit}: \`${profile}\``,
      ],
    };
  },
};

const nearestFinding = ({ queue, residual, evaluationCount }: Fit): string =>
  `A block of ${queue.transactionsPerBlock} every ${(queue.intervalUs / 1e6).toFixed(2)} s and a client that is busy for ` +
  `${(queue.preparationUs / 1000).toFixed(1)} ms with each transaction come nearest, of ${evaluationCount} queues tried: average ` +
  'delay, throughput and, with a quarter of the weight, least delay are off by ' +
  `${(100 * residual).toFixed(1)} % in the root mean square.`;

/** How little such figures tell of the system that they are of. */
const otherFinding = ({ queue, residual }: Fit): string =>
  'That is a small test network near the “about 2s” of the text, on whose client receipts wait behind transactions that are ' +
  `still to be prepared. But without the least delays another queue (${queue.transactionsPerBlock} every ` +
  `${(queue.intervalUs / 1e6).toFixed(2)} s, ${(queue.preparationUs / 1000).toFixed(1)} ms for each transaction, ` +
  `${(queue.receiptUs / 1000).toFixed(1)} ms for each receipt) meets the others to ${(100 * residual).toFixed(1)} %: figures ` +
  'like these cannot single out one system.';

const agreementFinding = (comparisons: readonly Comparison[]): string => {
  const worstUs = worstDifferenceUs(comparisons);
  return worstUs === 0
    ? 'Model and simulator agree to the microsecond in every row: real transactions on a real EVM wait in just this queue.'
    : `Model and simulator differ by ${worstUs} µs at most.`;
};
