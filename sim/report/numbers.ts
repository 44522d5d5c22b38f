/**
 * Numbers as text, the same in every locale: a point, no grouping, no exponent, no binary dust. Rounding may shorten a
 * number, but never turns one that is not zero into zero: then it keeps two significant digits instead.
 */
import { quantiseMs } from '../units.ts';

/** `decimals` decimals, more where they would all be zero. */
export const fixed = (value: number, decimals: number): string => {
  if (Math.abs(value) >= 1e21) return BigInt(value).toString(); // where toFixed turns to exponents
  const text = value.toFixed(decimals);
  return Number(text) === 0 && value !== 0 ? value.toFixed(decimalsForTwoDigits(value)) : text;
};

const decimalsForTwoDigits = (value: number): number =>
  Math.min(100, 1 - Math.floor(Math.log10(Math.abs(value))));

/** Up to `decimals` decimals, without trailing zeros. */
const short = (value: number, decimals: number): string => {
  const text = fixed(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** An instant in milliseconds, on the microsecond grid: its shortest text has no more than three decimals. */
export const milliseconds = (timeMs: number): string => `${quantiseMs(timeMs)}`;

/** Milliseconds as seconds, to the microsecond. */
export const seconds = (durationMs: number): string => short(durationMs / 1000, 6);

/** A rate to the millionth per second. */
export const perSecond = (rateTps: number): string => short(rateTps, 6);

/** A whole amount of wei in the unit of ether that suits it, to four significant digits. */
export const ether = (wei: bigint): string => {
  const amount = Number(wei);
  if (amount >= 1e15) return `${significant(amount / 1e18)} ETH`;
  return amount >= 1e6 ? `${significant(amount / 1e9)} gwei` : `${wei} wei`;
};

const significant = (value: number): string => {
  const [whole = '', decimals] = short(value, Math.max(0, 3 - Math.floor(Math.log10(value)))).split('.');
  return [grouped(BigInt(whole)), ...(decimals === undefined ? [] : [decimals])].join('.');
};

/** A figure of any kind, to the six significant digits that tell it from another; whole numbers in full. */
export const metricText = (value: number | bigint): string => {
  if (typeof value === 'bigint' || Number.isInteger(value)) return grouped(value);
  if (!Number.isFinite(value)) return '> horizon';
  const decimals = Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value))));
  const [whole = '', rest] = short(value, Math.min(decimals, 12)).split('.');
  return [grouped(BigInt(whole)), ...(rest === undefined ? [] : [rest])].join('.');
};

/** 1234567 becomes 1,234,567. */
export const grouped = (count: number | bigint): string =>
  count.toString().replace(/\B(?=(?:\d{3})+$)/g, ',');
