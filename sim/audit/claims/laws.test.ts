/** Laws over random claims and random tables, each with one of the tables of exact values that it could stand for. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fraction } from '../interval.ts';
import { printedRow } from '../printed-row.ts';
import type { Cell, PublishedTable } from '../table.ts';
import { ClaimError, checkClaim } from './claim.ts';
import type { Comparison } from './comparison.ts';
import type { Inquiry } from './inquiry.ts';
import { numberOf } from './numbers.ts';
import type { Quantity } from './quantity.ts';
import { parse, textOf } from './syntax.ts';

const figure = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, decimals]) => (digits / 10 ** decimals).toFixed(decimals));

const cell = fc.record({ text: figure, eighths: fc.integer({ min: 0, max: 8 }) });

/** The same tables twice: as printed, and with a value for every cell that rounds to what is printed. */
const tablePairs = fc
  .array(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 2 })
  .map((tables) => {
    const printed = tables.map(
      (rows, index): PublishedTable => ({
        number: index + 1,
        title: undefined,
        rows: rows.map(([send, avg]) => printedRow('x', ['9', '0', send.text, '', '', avg.text, ''])),
      }),
    );
    const actual = printed.map((table, index) => ({
      ...table,
      rows: table.rows.map((row, rowIndex) => {
        const [send, avg] = tables[index]?.[rowIndex] ?? [];
        const sendRateTps = within(row.cells.sendRateTps, send?.eighths ?? 0);
        return {
          ...row,
          cells: { ...row.cells, sendRateTps, avgDelayS: within(row.cells.avgDelayS, avg?.eighths ?? 0) },
        };
      }),
    }));
    return { printed, actual };
  });

const within = (printed: Cell, eighths: number): Cell => {
  if (typeof printed === 'string' || printed.value.high === undefined) return printed;
  const { low, high } = printed.value;
  const value = low.add(high.sub(low).mul(new Fraction(eighths, 8)));
  return { ...printed, value: { low: value, high: value } };
};

const { number, claim } = fc.letrec<{ number: string; claim: string; comparison: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(
        fc.constantFrom('mean', 'min', 'max', 'sum', 'count', 'sd', 'cv', 'range'),
        fc.constantFrom('avg', 'send', 'avg[1]', 'send[2].x'),
      )
      .map(([name, column]) => `${name}(${column})`),
    figure,
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('number').map((a) => `-(${a})`),
    tie('number').map((a) => `abs(${a})`),
  ),
  comparison: fc
    .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'))
    .map(([a, operator, b]) => `${a} ${operator} ${b}`),
  claim: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('comparison'),
    fc
      .tuple(tie('claim'), fc.constantFrom('&&', '||'), tie('claim'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('claim').map((a) => `!(${a})`),
  ),
}));

const nodeOfText = (text: string) => {
  const parsed = parse(text);
  if ('problem' in parsed) throw new Error(parsed.problem.received);
  return parsed.node;
};

/** Undefined where something is divided by what can be zero, the only way in which these can have no value. */
const evaluate = (expression: string, tables: readonly PublishedTable[]): Quantity | undefined => {
  const inquiry: Inquiry = { tables, problems: [], columns: new Map(), comparisons: [] };
  const value = numberOf(nodeOfText(expression), inquiry);
  if (value === undefined) expect(inquiry.problems[0]?.expected).toContain('cannot be zero');
  return value;
};

const check = (text: string, tables: readonly PublishedTable[]) => {
  try {
    return checkClaim(text, tables);
  } catch (error) {
    if (error instanceof ClaimError) return undefined;
    throw error;
  }
};

describe('random claims', () => {
  it('low ≤ printed ≤ high, and the value by any figures that round to the printed ones lies between', () => {
    fc.assert(
      fc.property(number, tablePairs, (expression, { printed, actual }) => {
        const value = evaluate(expression, printed);
        fc.pre(value !== undefined);
        const exact = evaluate(expression, actual);
        expect(value.low.compare(value.printed)).toBeLessThanOrEqual(0);
        expect(value.printed.compare(value.high)).toBeLessThanOrEqual(0);
        expect(exact?.high.compare(value.low)).toBeGreaterThanOrEqual(0);
        expect(exact?.low.compare(value.high)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });

  it('what holds, and what fails, does so for any figures that round to the printed ones', () => {
    fc.assert(
      fc.property(claim, tablePairs, (text, { printed, actual }) => {
        const verdict = check(text, printed)?.verdict;
        fc.pre(verdict !== undefined);
        const exact = check(text, actual)?.verdict;
        // Roots that are not rational are known to 10^−12, so even exact figures may leave something undecided.
        expect([verdict, exact]).not.toEqual(['holds', 'fails']);
        expect([verdict, exact]).not.toEqual(['fails', 'holds']);
        if (verdict === 'holds') expect(check(`!(${text})`, printed)?.verdict).toBe('fails');
      }),
      { numRuns: 400 },
    );
  });

  it('a < b = b > a = !(a ≥ b), and a == b = b == a = !(a != b)', () => {
    fc.assert(
      fc.property(number, number, tablePairs, (a, b, { printed }) => {
        const verdictOf = (text: string) => check(text, printed)?.verdict;
        expect(verdictOf(`${b} > ${a}`)).toBe(verdictOf(`${a} < ${b}`));
        expect(verdictOf(`!(${a} >= ${b})`)).toBe(verdictOf(`${a} < ${b}`));
        expect(verdictOf(`${b} == ${a}`)).toBe(verdictOf(`${a} == ${b}`));
        expect(verdictOf(`!(${a} != ${b})`)).toBe(verdictOf(`${a} == ${b}`));
      }),
    );
  });

  it('every comparison of disjoint intervals is decided, and as it is printed', () => {
    fc.assert(
      fc.property(
        number,
        number,
        tablePairs,
        fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
        (a, b, { printed }, operator) => {
          const [left, right] = [evaluate(a, printed), evaluate(b, printed)];
          fc.pre(left !== undefined && right !== undefined);
          const isDisjoint = left.high.compare(right.low) < 0 || right.high.compare(left.low) < 0;
          const verdict = check(`${a} ${operator} ${b}`, printed);
          if (isDisjoint) expect(verdict?.verdict).toBe(verdict?.holdsAsPrinted === true ? 'holds' : 'fails');
        },
      ),
    );
  });

  it('decimals enclose what they stand for', () => {
    fc.assert(
      fc.property(number, tablePairs, (expression, { printed }) => {
        const value = evaluate(expression, printed);
        fc.pre(value !== undefined);
        const [{ left }] = checkClaim(`${expression} < 1`, printed).comparisons as [Comparison];
        expect(new Fraction(left.interval.low).compare(value.low)).toBeLessThanOrEqual(0);
        expect(new Fraction(left.interval.high).compare(value.high)).toBeGreaterThanOrEqual(0);
        expect(left.value === '0').toBe(value.printed.compare(0) === 0);
      }),
    );
  });

  it('textOf(parse(textOf(parse(claim)))) = textOf(parse(claim)), and it means the same', () => {
    fc.assert(
      fc.property(claim, tablePairs, (text, { printed }) => {
        const shown = textOf(nodeOfText(text));
        expect(textOf(nodeOfText(shown))).toBe(shown);
        expect(check(shown, printed)?.verdict).toBe(check(text, printed)?.verdict);
      }),
    );
  });
});
