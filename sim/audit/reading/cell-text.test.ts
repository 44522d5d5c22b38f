import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../table.ts';
import { readCell } from './cell-text.ts';
import { meaningOf } from './column-names.ts';

const cell = (text: string, header: string): Cell | undefined => {
  const meaning = meaningOf(header);
  if (meaning === undefined) throw new Error(`no column: ${header}`);
  return readCell(text, meaning);
};

/** The text and the two ends. */
const ends = (text: string, header: string): readonly unknown[] | undefined => {
  const read = cell(text, header);
  if (read === undefined || typeof read === 'string') return read === undefined ? undefined : [read];
  return [read.text, read.value.low.toString(), read.value.high?.toString()];
};

describe('a delay', () => {
  it.each([
    ['0.24', 'max delay /s', ['0.24', '0.235', '0.245']],
    ['5', 'max delay', ['5', '4.5', '5.5']],
    ['40', 'max delay (ms)', ['40', '0.0395', '0.0405']],
    ['40 ms', 'max delay (s)', ['40', '0.0395', '0.0405']],
    ['1.2s', 'max delay (ms)', ['1.2', '1.15', '1.25']],
    ['250 µs', 'max delay', ['250', '0.0002495', '0.0002505']],
    ['1,234.5', 'max delay (ms)', ['1,234.5', '1.23445', '1.23455']],
    ['1 234.5', 'max delay (ms)', ['1 234.5', '1.23445', '1.23455']],
    ['.5', 'max delay', ['.5', '0.45', '0.55']],
    ['−0.5', 'max delay', ['−0.5', '-0.55', '-0.45']],
    ['1.5e2', 'max delay (ms)', ['1.5e2', '0.145', '0.155']],
    ['1.5E-1', 'max delay', ['1.5E-1', '0.145', '0.155']],
  ])('%s under %s is %j', (text, header, expected) => expect(ends(text, header)).toEqual(expected));

  it.each(['41,62', '0,240', '~5', '<1', '5 min', '12 tps', 'abc', '1e99', '1e5e5', '1.2.3', '1 2', '98%'])(
    '%s is none',
    (text) => expect(cell(text, 'max delay')).toBeUndefined(),
  );

  it('means the same in ms as in s with three decimals more', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(5), (digits, decimals) => {
        const [s, ms] = [decimal(digits, decimals + 3), decimal(digits, decimals)];
        expect(ends(ms, 'avg delay (ms)')?.slice(1)).toEqual(ends(s, 'avg delay (s)')?.slice(1));
      }),
    );
  });
});

const decimal = (digits: number, decimals: number): string => {
  const text = `${digits}`.padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
};

describe('a rate', () => {
  it.each([
    ['306.9', ['306.9', '306.85', '306.95']],
    ['306.9 TPS', ['306.9', '306.85', '306.95']],
    ['5 tx/s', ['5', '4.5', '5.5']],
    ['Infinity', ['infinite']],
    ['∞', ['infinite']],
    ['inf', ['infinite']],
  ])('%s is %j', (text, expected) => expect(ends(text, 'Send Rate (TPS)')).toEqual(expected));

  it.each(['5 ms', '5 ktps', '-Infinity'])('%s is none', (text) =>
    expect(cell(text, 'Throughput')).toBeUndefined(),
  );
});

describe('a count', () => {
  it.each([
    ['1000', ['1000', '1000', '1000']],
    ['1,000', ['1,000', '1000', '1000']],
    ['1000.0', ['1000.0', '1000', '1000']],
    ['-3', ['-3', '-3', '-3']],
    ['10.5', ['10.5', '10.45', '10.55']],
  ])('%s is %j: exact when whole, as printed when not', (text, expected) =>
    expect(ends(text, 'Succ')).toEqual(expected),
  );

  it.each(['Infinity', '98%', '10 s', 'many'])('%s is none', (text) =>
    expect(cell(text, 'Succ')).toBeUndefined(),
  );
});

describe('nothing', () => {
  it.each(['', '-', '--', '–', '—', 'n/a', 'N/A', 'NA', 'NaN', 'null'])(
    '%j is absent in any column',
    (text) => {
      for (const header of ['Succ', 'Send Rate', 'Max Delay']) expect(cell(text, header)).toBe('absent');
    },
  );
});
