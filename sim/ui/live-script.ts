/**
 * What runs in the browser: it listens, loads a newer version of the page when there is one, and writes and draws what goes on.
 * As text, because it is sent as it is; it uses nothing that a browser of the last years lacks.
 */
export const liveScript = `'use strict';
const version = document.documentElement.dataset.version;
const events = new EventSource('/events?version=' + version);
events.addEventListener('reload', () => {
  events.close();
  location.reload();
});

const find = (name) => document.querySelector('[data-live="' + name + '"]');
const put = (name, text) => {
  const element = find(name);
  if (element) element.textContent = text;
};
const grouped = (count) => String(count).replace(/\\B(?=(\\d{3})+$)/g, ',');
const seconds = (ms) => (ms / 1000).toFixed(ms < 10000 ? 3 : 1) + ' s';

const listen = (event, heed) => events.addEventListener(event, ({ data }) => heed(JSON.parse(data)));

let [samples, points] = [[], []];
events.addEventListener('open', () => {
  [samples, points] = [[], []]; // the past is told anew
});

const virtual = { of: ({ elapsedMs }) => elapsedMs, text: (ms) => seconds(ms) + ' of virtual time' };
listen('sample', (sample) => {
  const [first] = samples;
  if (first && (first.roundIndex !== sample.roundIndex || first.runIndex !== sample.runIndex)) samples = [];
  samples.push(sample);
  write(sample);
  draw('counts', samples, ['submitted', 'succeeded', 'inFlight'], grouped, virtual);
  draw('latency', samples, ['latencyP95Ms', 'latencyP50Ms'], seconds, virtual);
});

listen('study', ({ activity, experiments }) => {
  put('activity', activity);
  for (const [index, { state, finding }] of experiments.entries()) {
    put('state-' + index, state);
    put('finding-' + index, finding);
    document.querySelector('[data-experiment="' + index + '"]').dataset.state = state;
  }
});

const figure = ({ mean, halfWidth }) =>
  mean === null ? '–' : mean.toFixed(2) + (halfWidth === null ? '' : ' ± ' + halfWidth.toFixed(2));
listen('replications', ({ progress, rounds }) => {
  put('progress', progress);
  for (const [index, round] of rounds.entries())
    for (const [name, interval] of Object.entries(round)) put(name + '-' + index, figure(interval));
});

const percent = (ratio) => (100 * ratio).toFixed(2) + ' %';
listen('precision', (point) => {
  points.push(point);
  const shown = points.filter(({ count }) => count >= Math.min(5, point.count / 2)); // the first are so wide that no other could be told from zero
  draw('precision', shown, ['latency', 'throughput'], percent, { of: ({ count }) => count, text: (count) => grouped(count) + ' replications' });
});

const write = (sample) => {
  const of = (name) => name + '-' + sample.roundIndex;
  for (const name of ['submitted', 'succeeded', 'failed', 'inFlight']) put(of(name), grouped(sample[name]));
  put(of('elapsed'), seconds(sample.elapsedMs));
  for (const row of document.querySelectorAll('[data-round]'))
    row.toggleAttribute('aria-current', row.dataset.round === String(sample.roundIndex));
};

const [width, height, left, bottom] = [640, 180, 64, 22];
/** A curve for each key, as far as it has values; null is none. Whole numbers have whole ticks. */
const draw = (name, all, keys, text, axis) => {
  const plot = find(name);
  if (!plot) return;
  const drawn = keys.map((key) => all.filter((each) => each[key] !== null).map((each) => [axis.of(each), each[key]]));
  const values = drawn.flat().map(([, value]) => value);
  const isWhole = values.every(Number.isInteger);
  const most = Math.max(isWhole ? 1 : 0, ...values) || 1;
  const last = Math.max(1, axis.of(all.at(-1)));
  const x = (at) => left + ((width - left - 8) * at) / last;
  const y = (value) => 8 + (height - bottom - 8) * (1 - value / most);
  plot.replaceChildren(
    ...[0, 0.5, 1].map((part) => mark('text', { x: left - 8, y: y(part * most) + 4, class: 'tick end' }, text(isWhole && most >= 2 ? Math.round(part * most) : part * most))),
    ...[0, 0.5, 1].map((part) => mark('line', { x1: left, x2: width - 8, y1: y(part * most), y2: y(part * most), class: 'grid' })),
    mark('text', { x: width - 8, y: height - 4, class: 'tick end' }, axis.text(last)),
    ...drawn.map((points, index) =>
      mark('polyline', { class: 'curve curve-' + index, points: points.map(([at, value]) => x(at).toFixed(1) + ',' + y(value).toFixed(1)).join(' ') }),
    ),
  );
};

const mark = (name, attributes, text) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
};
`;
