/**
 * github-action-benchmark's `customSmallerIsBetter` and `customBiggerIsBetter`: a list of names, units and values. The
 * action takes one file and one direction a step, so these are two reporters. Counts, of which neither is better, are in
 * none: the action would raise an alarm over any change of them.
 */
import type { Direction } from '../../gate/direction.ts';
import type { Measured } from '../../gate/measured.ts';
import { toJson } from '../json.ts';
import { fixed } from '../numbers.ts';
import { plainFigures } from './plain-figures.ts';

const textOf = (all: readonly Measured[], worse: Direction): string =>
  toJson(all.flatMap((measured) => entriesOf(measured, worse)));

const entriesOf = (measured: Measured, worse: Direction) =>
  plainFigures(measured)
    .filter((figure) => figure.worse === worse)
    .map(({ metric, unit, value, halfWidth }) => ({
      name: `${measured.scenario}/${metric}`,
      unit,
      value,
      ...(halfWidth === undefined ? {} : { range: `± ${fixed(halfWidth, 3)}` }),
      extra: `seed ${measured.seed}`,
    }));

export const smallerIsBetter = (all: readonly Measured[]): string => textOf(all, 'higher');
export const biggerIsBetter = (all: readonly Measured[]): string => textOf(all, 'lower');
