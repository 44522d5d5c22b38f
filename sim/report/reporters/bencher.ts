/**
 * Bencher Metric Format: benchmark → measure → value, with the bounds of an interval where there is one. A round is a
 * benchmark, `1000/GetMS`; a measure is named as Bencher names its own, `latency-ms-p95`.
 * (bencher.dev/docs/reference/bencher-metric-format, whose names of benchmarks end at 1024 characters.)
 */
import { createHash } from 'node:crypto';
import type { Measured } from '../../gate/measured.ts';
import { toJson } from '../json.ts';
import { type PlainFigure, plainFigures } from './plain-figures.ts';

export const bencherJson = (all: readonly Measured[]): string => {
  const rows = all.flatMap((measured) =>
    plainFigures(measured).map((figure) => {
      const { subject, measure } = partsOf(figure.metric);
      return { benchmark: shortened(`${measured.scenario}/${subject}`), measure, figure };
    }),
  );
  return toJson(
    Object.fromEntries(
      [...Map.groupBy(rows, ({ benchmark }) => benchmark)].map(([benchmark, own]) => [
        benchmark,
        Object.fromEntries(own.map(({ measure, figure }) => [measure, metricOf(figure)])),
      ]),
    ),
  );
};

/** `rounds/GetMS/latencyMs/p95` is `latency-ms-p95` of `GetMS`. */
const partsOf = (metric: string): { readonly subject: string; readonly measure: string } => {
  const [, subject = 'network', kind = ''] =
    /^(?:(?:rounds|contracts)\/([^/]*(?:\/labels\/[^/]*)?)|network)\/(.+)$/.exec(metric) ?? [];
  return { subject: subject.replace('/labels/', '/'), measure: kebab(kind) };
};

const kebab = (name: string): string =>
  name
    .replace(/\//g, '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/^-/, '');

const longest = 1024;

/** Two long names that begin alike stay two. */
const shortened = (name: string): string => {
  if (name.length <= longest) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, longest - digest.length - 1).toWellFormed()}…${digest}`.slice(0, longest);
};

const metricOf = ({ value, halfWidth }: PlainFigure) =>
  halfWidth === undefined
    ? { value }
    : { value, lower_value: value - halfWidth, upper_value: value + halfWidth };
