/** How the demonstration is written: one line for each message, and under it what it carries. */
import type { Hex } from '../../../sim/index.ts';
import type { Included } from './public-chain.ts';

/** Its ends tell two values apart; nobody reads the rest. */
export const brief = (value: Hex): string =>
  value.length <= 14 ? value : `${value.slice(0, 8)}…${value.slice(-4)}`;

export const heading = (text: string): string => `\n${text}`;

export const message = (from: string, to: string, what: string): string =>
  `   ${from.padEnd(4)} → ${to.padEnd(4)}  ${what}`;

export const detail = (name: string, value: string): string => `                ${name.padEnd(11)} ${value}`;

export const inclusion = ({ blockNumber, gasUsed, calldataByteCount }: Included): string =>
  detail(
    'transaction',
    `block ${blockNumber}, ${count(gasUsed)} gas, ${count(calldataByteCount)} bytes of calldata`,
  );

/** Thousands by commas, whatever the machine's locale. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
