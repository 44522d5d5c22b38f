/**
 * github-action-benchmark's `customSmallerIsBetter` and `customBiggerIsBetter`: a list of names, units and values. The
 * action takes one file and one direction a step, so these are two reporters. Counts, of which neither is better, are in
 * none: the action would raise an alarm over any change of them.
 */
import type { Direction } from '../../gate/direction.ts';
import { toJson } from '../json.ts';
import { fixed } from '../numbers.ts';
import { plainFigures } from './plain-figures.ts';
import { type RunReport, scenarioName } from './run-report.ts';

const entriesOf = (report: RunReport, worse: Direction): string =>
  toJson(
    plainFigures(report.result)
      .filter((figure) => figure.worse === worse)
      .map(({ metric, unit, value, halfWidth }) => ({
        name: `${scenarioName(report)}/${metric}`,
        unit,
        value,
        ...(halfWidth === undefined ? {} : { range: `± ${fixed(halfWidth, 3)}` }),
        extra: `seed ${report.result.seed}`,
      })),
  );

export const smallerIsBetter = (report: RunReport): string => entriesOf(report, 'higher');
export const biggerIsBetter = (report: RunReport): string => entriesOf(report, 'lower');
