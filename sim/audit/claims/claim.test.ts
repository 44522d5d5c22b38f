import { describe, expect, it } from 'vitest';
import { paperTables } from '../../testing/published-rows.ts';
import { printedRow } from '../printed-row.ts';
import type { PublishedTable } from '../table.ts';
import { checkClaim } from './claim.ts';

const paper = (claim: string) => checkClaim(claim, paperTables);

const tableOf = (number: number, ...rows: PublishedTable['rows']): PublishedTable => ({
  number,
  title: undefined,
  rows,
});

/** A second row without a send rate, a third with an infinite one. */
const ragged = [
  tableOf(
    1,
    printedRow('two words', ['10', '0', '20.0', '0.9', '0.1', '0.5', '8.0']),
    printedRow('T1', ['10', '0', '', '0.9', '0.1', '0.5', '8.0']),
    printedRow('', ['1', '0', 'Infinity', '0.9', '0.1', '0.5', '8.0']),
  ),
];

const sideOf = (expression: string, tables = paperTables) =>
  checkClaim(`${expression} >= 0`, tables).comparisons[0]?.left;

describe('the claims of the paper’s text', () => {
  it('refutes that the runs of 1000 are better than those of 100 (P-59)', () => {
    const verdict = paper('mean(avg[1].GetMS) < mean(avg[2].GetMS)');
    expect(verdict).toMatchObject({ verdict: 'fails', holdsAsPrinted: false });
    expect(verdict.comparisons).toEqual([
      {
        operator: '<',
        left: { text: 'mean(avg[1].GetMS)', value: '39.825', interval: { low: '39.82', high: '39.83' } },
        right: { text: 'mean(avg[2].GetMS)', value: '4.237', interval: { low: '4.231', high: '4.242' } },
        verdict: 'fails',
        holdsAsPrinted: false,
        difference: '35.588',
        times: '9.4',
      },
    ]);
    expect(verdict.sentence).toBe(
      'mean(avg[1].GetMS) = 39.825 < mean(avg[2].GetMS) = 4.237: fails, by 35.588 (9.4 times)',
    );
    expect(paper('mean(avg[2].GetMS) == 12.71 / 3').holdsAsPrinted).toBe(true); // 4.23666… exactly
  });

  it('finds a throughput of 11.38 from 10.6 to 12.2, steady within 5.1 %, where the text says about 12 (P-60)', () => {
    expect(sideOf('mean(throughput.GetMS)')?.value).toBe('11.38');
    expect(sideOf('min(throughput.GetMS)')?.value).toBe('10.6');
    expect(sideOf('max(throughput.GetMS)')?.value).toBe('12.2');
    expect(sideOf('cv(throughput.GetMS) * 100')?.value).toBe('5.063');
    expect(paper('cv(throughput.GetMS) < 0.06').verdict).toBe('holds');
    expect(paper('cv(throughput.GetMS) < 0.051').verdict).toBe('undecided');
    expect(paper('abs(mean(throughput.GetMS) - 12) < 0.5').sentence).toBe(
      'abs(mean(throughput.GetMS) - 12) = 0.62 < 0.5: fails, by 0.12 (1.2 times)',
    );
  });

  it('refutes that a call takes about 2 s where both tables print 0.24 s (P-53)', () => {
    expect(paper('mean(avg.ReqMagan) >= 2').sentence).toBe(
      'mean(avg.ReqMagan) = 0.24 >= 2: fails, by 1.76 (8.3 times)',
    );
  });

  it('cannot tell which of two figures a hundredth apart is larger, unless their rounding lets it', () => {
    const row = (avg: string) => [tableOf(1, printedRow('', ['9', '0', '1', '4.25', '1', avg, '1']))];
    const claim = 'max(avg) <= max(max)';
    expect(checkClaim(claim, row('4.26'))).toMatchObject({ verdict: 'undecided', holdsAsPrinted: false });
    expect(checkClaim(claim, row('4.27'))).toMatchObject({ verdict: 'fails', holdsAsPrinted: false });
    expect(checkClaim(claim, row('4.24'))).toMatchObject({ verdict: 'holds', holdsAsPrinted: true });
  });
});

describe('the language of claims', () => {
  it('takes a column of all tables, of one by either spelling, of a label, and of both', () => {
    const counts = [
      'avg',
      'avg[1]',
      'avg[T2]',
      'avg.GetMS',
      'avg[2].GetMS',
      'avg.GetMS[2]',
      'avg["GetMS"][1]',
    ];
    expect(counts.map((column) => sideOf(`count(${column})`)?.value)).toEqual('7 3 4 5 3 3 2'.split(' '));
  });

  it('knows every column by its short name and its long one', () => {
    const names = {
      succ: 'successes',
      fail: 'failures',
      send: 'sendRateTps',
      max: 'maxDelayS',
      min: 'minDelayS',
      avg: 'avgDelayS',
      throughput: 'throughputTps',
    };
    const sums = Object.entries(names).map(([short, long]) => {
      expect(sideOf(`sum(${short})`)?.value).toBe(sideOf(`sum(${long})`)?.value);
      return sideOf(`sum(${short})`)?.value;
    });
    expect(sums).toEqual(['2302', '0', '1310.8', '103.25', '39.58', '92.84', '67.1']);
  });

  it('tells a function from a column of the same name', () => {
    expect(sideOf('max(min) + min(max)')?.value).toBe('16.76');
  });

  it('takes a label in quotes exactly as it is printed, even one that looks like a table', () => {
    expect(sideOf('count(avg["two words"])', ragged)?.value).toBe('1');
    expect(sideOf('count(avg.T1)', ragged)?.value).toBe('1');
    expect(sideOf('count(avg[T1])', ragged)?.value).toBe('3');
    expect(sideOf("count(avg[''])", ragged)?.value).toBe('1');
  });

  it('leaves out cells without a figure, and says so', () => {
    const verdict = checkClaim('mean(send) == 20', ragged);
    expect(verdict.columns).toEqual([{ text: 'send', figures: 1, absent: 1, infinite: 1 }]);
    expect(verdict.sentence).toBe(
      'mean(send) = 20 == 20: undecided within rounding, 19.95 to 20.05 against 20; as printed it holds; ' +
        'left out of send: 1 absent, 1 infinite',
    );
  });

  it.each([
    ['1 + 2 * 3 == 7', 'holds'],
    ['(1 + 2) * 3 == 9', 'holds'],
    ['2 - 3 - 4 == -5', 'holds'],
    ['8 / 4 / 2 == 1', 'holds'],
    ['0.1 + 0.2 == 0.3', 'holds'],
    ['-.5 * -(3 - 1) == 1', 'holds'],
    ['abs(1 - 3) != 2', 'fails'],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 2 >= 2', 'holds'],
    ['1 > 2 || !(2 == 2)', 'fails'],
    ['sd(succ) > 0 || mean(avg) == 1', 'holds'],
    ['mean(avg) == 1 && 1 < 0', 'fails'],
    ['mean(avg) != 92.84 / 7 || 1 < 0', 'undecided'],
    ['range(throughput) == 7.1', 'undecided'],
    ['range(succ) == 999', 'holds'],
    ['range(avg.ReqMagan) >= 0', 'holds'],
    ['mean(avg[1].ReqMagan) == mean(avg[2].ReqMagan)', 'undecided'],
  ])('%s: %s', (claim, verdict) => {
    expect(paper(claim).verdict).toBe(verdict);
  });

  it('says of a joined claim what became of each part', () => {
    expect(paper('count(avg)>6 && !(1 < 2)').sentence).toBe(
      'count(avg)>6 && !(1 < 2): fails (count(avg) = 7 > 6: holds, by 1 (1.2 times); 1 < 2: holds, by 1 (2 times))',
    );
  });

  it('says of a claim turned round what it is turned round from', () => {
    expect(paper('!(1 < 3)').sentence).toBe('!(1 < 3): fails (1 < 3: holds, by 2 (3 times))');
    expect(paper('!!(1 < 3)').sentence).toBe('1 < 3: holds, by 2 (3 times)');
  });

  it('names no ratio that rounds to one, and no margin where there is none', () => {
    expect(paper('1.02 > 1').sentence).toBe('1.02 > 1: holds, by 0.02');
    expect(paper('1.0 != 1').sentence).toBe('1.0 != 1: fails');
    expect(paper('-2 < 1').sentence).toBe('-2 < 1: holds, by 3');
  });

  it('gives plain data', () => {
    const verdict = paper('cv(avg) < 1 || sum(succ) > 2');
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });
});
