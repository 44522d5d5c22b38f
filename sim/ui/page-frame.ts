/** What all live pages have in common: one document with its style, and places for curves, which the script fills in. */

/** `axis`: what the curves are drawn against. */
export const figure = (
  name: string,
  title: string,
  series: readonly string[],
  axis = 'virtual time',
): string =>
  `<figure>
<figcaption>${title}: ${series.map((label, index) => `<span class="key curve-${index}">${label}</span>`).join(' ')}</figcaption>
<svg data-live="${name}" viewBox="0 0 640 180" role="img" aria-label="${title}, against ${axis}"></svg>
</figure>`;

/** Of a run that goes on, be it alone or one of a study. */
export const runFigures = `${figure('counts', 'Transactions of this round', ['sent', 'succeeded', 'in flight'])}
${figure('latency', 'Latency of what ended since the last look', ['p95', 'p50'])}`;

export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
<script src="/live.js"></script>
</body>
</html>
`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #6a737d; --line: #d8dee4; --c0: #0b62a8; --c1: #b35900; --c2: #5b6770; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --paper: #14181c; --faint: #9aa4ae; --line: #333b43; --c0: #6db3f2; --c1: #f0a35e; --c2: #a7b1ba; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption, figcaption { text-align: left; color: var(--faint); padding: .5rem 0; }
th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid var(--line); font-weight: 400; }
th:first-child, .text { text-align: left; }
td.text { white-space: normal; }
tr[data-state=waiting] { color: var(--faint); }
tr[aria-current] th { font-weight: 600; }
figure { margin: 1.5rem 0 0; }
svg { width: 100%; height: auto; display: block; }
.key::before { content: ""; display: inline-block; width: 1.2em; height: .2em; margin: 0 .3em .25em .5em; background: currentColor; }
.key.curve-0 { color: var(--c0); } .key.curve-1 { color: var(--c1); } .key.curve-2 { color: var(--c2); }
.curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
polyline.curve-0 { stroke: var(--c0); } polyline.curve-1 { stroke: var(--c1); } polyline.curve-2 { stroke: var(--c2); }
.grid { stroke: var(--line); }
.tick { fill: var(--faint); font: 12px system-ui, sans-serif; } .end { text-anchor: end; }
pre { overflow: auto; white-space: pre-wrap; }
`;
