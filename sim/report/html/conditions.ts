/** What a run's figures hold under: seed, fingerprint, the chain, what each rate means, and the whole scenario as it was resolved. */
import type { RunResult } from '../../measure/result.ts';
import { toJson } from '../json.ts';
import { type Content, element, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

export const conditionsMarkup = (result: RunResult): Markup =>
  element(
    'section',
    { id: 'conditions' },
    element('h2', {}, 'What these figures hold under'),
    list([
      ['Seed', `${result.seed}`],
      ...Object.entries(result.fingerprint)
        .filter(([name]) => name !== 'seed')
        .map(([name, value]) => [spelled(name), valueText(value)] as const),
    ]),
    element('h3', {}, 'What each rate means'),
    definitionsTable(result),
    element('p', { class: 'note' }, legend),
    element(
      'details',
      {},
      element('summary', {}, 'The scenario and its chain, as they were resolved'),
      element('pre', { tabindex: '0' }, toJson(result.scenario)),
    ),
  );

const legend =
  'N transactions handed to the node; W from the first to the last submission; T from the first submission to the last ' +
  'outcome, or to the end of the round where anything is pending. All times are virtual. Percentiles are of exact samples, by ' +
  'nearest rank; what is pending counts as infinitely slow.';

const list = (entries: readonly (readonly [name: string, value: string])[]): Content =>
  element(
    'dl',
    {},
    ...entries.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );

/** `scenarioHash` is read as scenario hash. */
const spelled = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
};

const definitionsTable = ({ definitions }: RunResult): Markup =>
  tableMarkup({
    title: 'What each rate means',
    columns: ['Definition', 'Send rate', 'Throughput', 'Source'].map((head) => ({ head, align: 'left' })),
    rows: Object.entries(definitions).map(([name, { sendRate, throughput, source }]) => [
      name,
      sendRate,
      throughput,
      source,
    ]),
  });
