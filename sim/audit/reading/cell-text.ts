/**
 * What a cell says. The number keeps its decimals, since they bound the value; its unit, from the cell or else from the
 * header, only scales the bounds, exactly.
 */
import { exactly, Fraction, type Interval } from '../interval.ts';
import { parsePrinted } from '../printed.ts';
import type { Cell } from '../table.ts';
import type { FigureColumn, Meaning } from './column-names.ts';
import { rateUnits, secondsPer, unitWord } from './units.ts';

const absent = /^(?:[-–—−]*|n\.?\/?a\.?|nan|null|none|undefined)$/i;
const infinite = /^\+?(?:∞|inf|infinity)$/i;

/** The cell under a header; undefined when the text is no number, or not one that the column can hold. */
export const readCell = (text: string, meaning: Meaning): Cell | undefined => {
  if (absent.test(text)) return 'absent';
  const kind = kindOf(meaning.column);
  if (infinite.test(text)) return kind === 'count' ? undefined : 'infinite';
  const unit = /[^\d.,]*$/.exec(text)?.[0] ?? '';
  const number = text.slice(0, text.length - unit.length);
  const scale = unit === '' ? meaning.secondsPerUnit : scaleOf[kind](unitWord(unit));
  const printed = parseNumber(number);
  if (printed === undefined || scale === undefined) return undefined;
  const value = kind === 'count' ? wholeOr(printed) : kind === 'delay' ? scaled(printed, scale) : printed;
  return { text: number, value };
};

type Kind = 'count' | 'rate' | 'delay';

const kindOf = (column: FigureColumn): Kind => {
  if (column.endsWith('Tps')) return 'rate';
  return column.endsWith('DelayS') ? 'delay' : 'count';
};

const one = new Fraction(1);

const scaleOf: Readonly<Record<Kind, (unit: string) => Fraction | undefined>> = {
  count: () => undefined,
  rate: (unit) => (rateUnits.has(unit) ? one : undefined),
  delay: (unit) => secondsPer.get(unit),
};

/** What `readCell` understands, in words. */
export const expectedIn = (column: FigureColumn): string =>
  ({
    count: 'a number',
    rate: 'a number per second',
    delay: 'a number with a decimal point, in s, ms or µs',
  })[kindOf(column)];

/** A count is what it says, not something that rounds to it. What is not whole stays as printed, to be judged later. */
const wholeOr = (printed: Interval): Interval => {
  const middle = new Fraction(printed.low.add(printed.high ?? printed.low).div(2));
  return middle.d === 1n ? exactly(middle) : printed;
};

const scaled = ({ low, high }: Interval, factor: Fraction): Interval => ({
  low: low.mul(factor),
  high: high?.mul(factor),
});

/** Nothing measured is further from 1; ten to a greater power takes long to compute. */
const greatestExponent = 30;

/** A printed number with what JSON and typesetting add to it: exponents, spaces between thousands, a real minus sign. */
const parseNumber = (text: string): Interval | undefined => {
  const [mantissa = '', exponent = '0', ...more] = text.split(/e/i);
  const plain = mantissa
    .replace(/^−/, '-')
    .replace(/^([+-]?)\./, '$10.')
    .replace(/(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ',');
  // 0,24 is a decimal comma: no thousands begin with a zero.
  if (more.length > 0 || /^[+-]?0\d*,/.test(plain) || !/^[+-]?\d{1,3}$/.test(exponent)) return undefined;
  const power = Number(exponent);
  if (Math.abs(power) > greatestExponent) return undefined;
  const factor = 10n ** BigInt(Math.abs(power));
  const printed = parsePrinted(plain);
  return printed && scaled(printed, power < 0 ? new Fraction(1n, factor) : new Fraction(factor));
};
