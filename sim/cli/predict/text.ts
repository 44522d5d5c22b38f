/** The answers of `bench predict` for people: a table each, what it assumes, and where its formula is from. */
import { fixed } from '../../report/numbers.ts';
import { type Paint, type TableColumn, terminalTable, titled } from '../../report/terminal-table.ts';
import { mostConfirmations } from '../../theory/double-spend.ts';
import { type Basis, doubleSpendBasis, latencyBasis, staleBasis } from './basis.ts';
import type { DoubleSpendAnswer, StaleAnswer } from './forks.ts';
import { type ClassAnswer, type LatencyAnswer, type QuantileName, quantileShares } from './latency.ts';
import type { DoubleSpendQuestion, LatencyQuestion, StaleQuestion } from './question.ts';

/** Ends without a newline, as all here. */
export const latencyText = (question: LatencyQuestion, answers: readonly LatencyAnswer[], paint: Paint) =>
  answers
    .map((answer) => {
      const title = answer.blocks === 'poisson' ? 'Poisson blocks' : 'Fixed slots';
      const table = terminalTable(answer.classes, latencyColumns(answer), paint);
      const basis = latencyBasis(question, answer.blocks);
      return section(titled(title, latencyRemark(question), table, paint), basis, paint);
    })
    .join('\n\n');

const latencyRemark = ({ latency, queue }: LatencyQuestion): string => {
  const limit = Number.isFinite(queue.batch) ? `at most ${queue.batch} in a block` : 'blocks without a limit';
  const end = latency.confirmations === 1 ? 'included' : `confirmed by ${latency.confirmations} blocks`;
  return `${queue.arrivalTps} per second, ${limit}; seconds until ${end}`;
};

const column = <Row>(head: string, text: (row: Row) => string, align: 'left' | 'right' = 'right') => ({
  head,
  align,
  text,
});

const latencyColumns = (answer: LatencyAnswer): TableColumn<ClassAnswer>[] => {
  const ofBlocks = (head: string, ratio: number) =>
    column(head, ({ fee }: ClassAnswer) => (fee === 'all' ? percent(ratio) : ''));
  const quantile = (name: QuantileName) =>
    column(`p${100 * quantileShares[name]} /s`, ({ quantiles }: ClassAnswer) => {
      const value = quantiles[name];
      return value === null ? '' : fixed(value, 3);
    });
  return [
    column('Fee', ({ fee }) => fee, 'left'),
    column('Avg /s', ({ meanS }) => fixed(meanS, 3)),
    ...(Object.keys(quantileShares) as QuantileName[]).map(quantile),
    column('Waiting', ({ queueLength }) => fixed(queueLength, 2)),
    ofBlocks('Utilisation %', answer.utilisationRatio),
    ofBlocks('Empty blocks %', answer.emptyRatio),
    ofBlocks('Full blocks %', answer.fullRatio),
  ];
};

export const doubleSpendText = (
  { attackerRatio, depth }: DoubleSpendQuestion,
  answers: readonly DoubleSpendAnswer[],
  paint: Paint,
): string => {
  const none = attackerRatio >= 0.5 ? 'never enough' : `> ${mostConfirmations}`;
  const columns: TableColumn<DoubleSpendAnswer>[] = [
    column('Formula', ({ formula }) => (formula === 'exact' ? 'exact' : 'Nakamoto 2008'), 'left'),
    column('Confirmations', ({ confirmations }) => (confirmations === null ? none : `${confirmations}`)),
    column('Probability', ({ doubleSpendRatio }) =>
      doubleSpendRatio === null ? '' : fixed(doubleSpendRatio, 7),
    ),
  ];
  const asked = 'riskRatio' in depth ? `; the fewest confirmations with a risk below ${depth.riskRatio}` : '';
  const remark = `an attacker with ${attackerRatio} of the hash rate${asked}`;
  const table = titled('Double spend', remark, terminalTable(answers, columns, paint), paint);
  return section(table, doubleSpendBasis, paint);
};

export const staleText = (question: StaleQuestion, answer: StaleAnswer, paint: Paint): string => {
  const { delayS, intervalS, miners } = question;
  const columns: TableColumn<StaleAnswer>[] = [
    column('Delay /interval', ({ delayRatio }) => fixed(delayRatio, 4)),
    column('Same miner twice %', ({ concentrationRatio }) => percent(concentrationRatio)),
    column('Stale, % of all blocks', ({ staleOfAllRatio }) => percent(staleOfAllRatio)),
    column('Uncles, % of main blocks', ({ unclesOfMainRatio: ratio }) =>
      ratio === null ? '' : percent(ratio),
    ),
  ];
  const remark = `${delayS} s of delay, a block every ${intervalS} s, ${minersText(miners)}`;
  const table = titled('Stale blocks', remark, terminalTable([answer], columns, paint), paint);
  return section(table, staleBasis(miners), paint);
};

const minersText = (miners: StaleQuestion['miners']): string => {
  if (miners === 'infinitely many') return 'infinitely many small miners';
  return 'count' in miners ? `${miners.count} equal miners` : `${miners.shares.length} miners`;
};

const section = (table: string, { assumptions, source }: Basis, paint: Paint): string =>
  [table, paint('quiet', `Assumes ${assumptions}.`), paint('quiet', `Source: ${source}.`)].join('\n');

const leastPercent = 0.001;

/** Three decimals; what is not nothing never prints as nothing. */
const percent = (ratio: number): string =>
  ratio > 0 && 100 * ratio < leastPercent / 2 ? `< ${leastPercent}` : (100 * ratio).toFixed(3);
