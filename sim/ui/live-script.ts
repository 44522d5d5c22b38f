/**
 * What runs in the browser: it listens, loads a newer version of the page when there is one, and draws the curves of a run that goes on.
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

let samples = [];
events.addEventListener('sample', ({ data }) => {
  const sample = JSON.parse(data);
  if (samples.length > 0 && samples[0].roundIndex !== sample.roundIndex) samples = [];
  samples.push(sample);
  write(sample);
  draw('counts', [['submitted', 'sent'], ['succeeded', 'succeeded'], ['inFlight', 'in flight']], grouped);
  draw('latency', [['latencyP95Ms', 'p95'], ['latencyP50Ms', 'p50']], seconds);
});

const write = (sample) => {
  const of = (name) => name + '-' + sample.roundIndex;
  for (const name of ['submitted', 'succeeded', 'failed', 'inFlight']) put(of(name), grouped(sample[name]));
  put(of('elapsed'), seconds(sample.elapsedMs));
  for (const row of document.querySelectorAll('[data-round]'))
    row.toggleAttribute('aria-current', row.dataset.round === String(sample.roundIndex));
};

const [width, height, left, bottom] = [640, 180, 64, 22];
const draw = (name, series, text) => {
  const plot = find(name);
  if (!plot) return;
  const drawn = series.map(([key]) => samples.filter((sample) => sample[key] !== null).map((sample) => [sample.elapsedMs, sample[key]]));
  const most = Math.max(1, ...drawn.flat().map(([, value]) => value));
  const lastMs = Math.max(1, samples.at(-1).elapsedMs);
  const x = (ms) => left + ((width - left - 8) * ms) / lastMs;
  const y = (value) => 8 + (height - bottom - 8) * (1 - value / most);
  plot.replaceChildren(
    ...[0, 0.5, 1].map((part) => mark('text', { x: left - 8, y: y(part * most) + 4, class: 'tick end' }, text(part === 0.5 && most < 2 ? most / 2 : Math.round(part * most)))),
    ...[0, 0.5, 1].map((part) => mark('line', { x1: left, x2: width - 8, y1: y(part * most), y2: y(part * most), class: 'grid' })),
    mark('text', { x: width - 8, y: height - 4, class: 'tick end' }, seconds(lastMs) + ' of virtual time'),
    ...drawn.map((points, index) =>
      mark('polyline', { class: 'curve curve-' + index, points: points.map(([ms, value]) => x(ms).toFixed(1) + ',' + y(value).toFixed(1)).join(' ') }),
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
