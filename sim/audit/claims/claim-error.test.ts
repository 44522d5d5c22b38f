import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../errors.ts';
import { paperTables } from '../../testing/published-rows.ts';
import { printedRow } from '../printed-row.ts';
import { ClaimError, checkClaim } from './claim.ts';

const errorOf = (claim: string, tables = paperTables): ClaimError => {
  try {
    checkClaim(claim, tables);
  } catch (error) {
    if (error instanceof ClaimError) return error;
    throw error;
  }
  throw new Error(`${claim} was checked`);
};

const problemsOf = (claim: string, tables = paperTables): readonly string[] =>
  errorOf(claim, tables).problems.map(({ path, expected, received }) => `${path}: ${expected}: ${received}`);

const columns = 'a column: succ, fail, send, max, min, avg, throughput';
const functions = 'a function: mean, min, max, sum, count, sd, cv, range, abs';
const number = 'a number, such as 0.5 or mean(avg)';
const comparison = 'a comparison by < <= > >= == or !=, or several joined by && and ||';
const choice = 'a table’s number such as 1, or a label in quotes';
const notZero = 'a divisor that cannot be zero within its rounding';

describe('a claim that cannot be checked', () => {
  it('is an error of usage', () => {
    expect(errorOf('mean(avg)')).toMatchObject({ code: 'CLAIM_INVALID', exitCode: exitCodes.usage });
  });

  it.each([
    // syntax
    ['', ['the whole: one comparison: nothing']],
    ['1 < 2, 3', ['the whole: one comparison: 2 expressions']],
    ['mean(avg) <', ['character 12: a well-formed claim: expected expression after <']],
    ['avg = 1', ['character 5: a well-formed claim: unexpected "="']],
    ['mean(avg < 1', ['character 13: a well-formed claim: expected )']],
    ['mean(avg["x) < 1', ['character 17: a well-formed claim: unclosed quote after "x) < 1"']],
    // names
    ['mean(avgg) < 1', [`avgg: ${columns}: avgg`]],
    ['mean(constructor) < 1', [`constructor: ${columns}: constructor`]],
    ['mean(Avg.constructor) < 1', [`Avg: ${columns}: Avg`]],
    ['mean(avg.constructor) < 1', ['avg.constructor: a row’s label: ReqMagan, GetMS: constructor']],
    ['median(avg) < 1', [`median(avg): ${functions}: median`]],
    ['toString(avg) < 1', [`toString(avg): ${functions}: toString`]],
    ['mean(avg[3]) < 1', ['avg[3]: a table’s number: 1, 2: 3']],
    ['mean(avg[1].getMS) < 1', ['avg[1].getMS: a row’s label: ReqMagan, GetMS: getMS']],
    ['mean(avg[GetMS]) < 1', [`avg[GetMS]: ${choice}: GetMS`]],
    ['mean(avg[1.5]) < 1', [`avg[1.5]: ${choice}: 1.5`]],
    ['mean(avg[1][2]) < 1', ['avg[1][2]: one table and one label at most: avg[1][2]']],
    // kinds
    ['avg[1] < 2', [`avg[1]: ${number}: a column`]],
    ['-avg < 2', [`avg: ${number}: a column`]],
    ['abs(avg) < 2', [`avg: ${number}: a column`]],
    ['mean(2) < 2', [`2: ${columns}: 2`]],
    ['mean(avg - min) < 2', [`avg - min: ${columns}: a number`]],
    ['1 < 2 < 3', [`1 < 2: ${number}: the operator <`]],
    ['1 < "2"', [`"2": ${number}: "2"`]],
    ['1 < 1e9', [`1e9: ${number}: 1e9`]],
    ['2 ** 3 > 1', [`2 ** 3: ${number}: the operator **`]],
    ['+2 > 1', [`+2: ${number}: the operator +`]],
    ['1 === 1', [`1 === 1: ${comparison}: the operator ===`]],
    ['mean(avg)', [`mean(avg): ${comparison}: a number`]],
    ['mean(avg) - 1', [`mean(avg) - 1: ${comparison}: a number`]],
    ['avg', [`avg: ${comparison}: a column`]],
    ['!mean(avg) < 2', [`!mean(avg): ${number}: the operator !`]],
    ['1 < 2 && 3', [`3: ${comparison}: 3`]],
    ['(1 < 2) ? 3 : 4', [`(conditional expression): ${comparison}: conditional expression`]],
    ['[1] < 2', [`(array expression): ${number}: array expression`]],
    ['mean(avg?.GetMS) < 2', [`avg.GetMS: ${columns}: the operator ?.`]],
    ['mean?.(avg) < 2', [`mean(avg): ${number}: the operator ?.`]],
    // arguments
    ['mean() < 2', ['mean(): one argument: 0']],
    ['max(mean(avg), 3) < 2', ['max(mean(avg), 3): one argument: 2']],
    ['abs(1, 2) < 2', ['abs(1, 2): one argument: 2']],
    // what has no value
    ['1 / fail < 2', [`fail: ${number}: a column`]],
    ['1 / sum(fail) < 2', [`1 / sum(fail): ${notZero}: sum(fail)`]],
    ['1 / (mean(avg[1]) - 26.63) < 2', [`1 / (mean(avg[1]) - 26.63): ${notZero}: mean(avg[1]) - 26.63`]],
    ['cv(fail) < 1', [`cv(fail): ${notZero}: the mean of fail`]],
    ['sd(avg[1].ReqMagan) < 1', ['sd(avg[1].ReqMagan): figures, 2 at least: 1']],
  ])('%s', (claim, problems) => {
    expect(problemsOf(claim)).toEqual(problems);
  });

  it('is a very long one, and no shorter one however deep', () => {
    expect(problemsOf('('.repeat(1001))).toEqual(['the whole: at most 1000 characters: 1001']);
    expect(checkClaim(`${'('.repeat(497)}1${')'.repeat(497)} < 2`, []).verdict).toBe('holds');
    expect(checkClaim(`${'-'.repeat(994)}1 < 2`, []).verdict).toBe('holds');
  });

  it('is told all its problems at once', () => {
    expect(problemsOf('mean(a) < median(avg) && sd(avg[9]) == avg')).toEqual([
      `a: ${columns}: a`,
      `median(avg): ${functions}: median`,
      'avg[9]: a table’s number: 1, 2: 9',
      `avg: ${number}: a column`,
    ]);
  });

  it('is one about a column without a single figure, unless it counts them', () => {
    const row = printedRow('one', ['1', '0', 'Infinity', '', '', '', '4.2']);
    const tables = [{ number: 1, title: undefined, rows: [row] }];
    expect(problemsOf('mean(send) > 1 || max(avg) > 1', tables)).toEqual([
      'mean(send): figures, 1 at least: 0',
      'max(avg): figures, 1 at least: 0',
    ]);
    expect(checkClaim('count(send) == 0', tables).verdict).toBe('holds');
  });
});
