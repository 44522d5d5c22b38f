/**
 * How the page looks: one column of text, quiet tables, pictures that take the paper's or the screen's colours. The pictures
 * name the colours of the light theme; in the dark, rules by colour give each its partner.
 */
import { fontStack, inks, seriesColors } from '../../plot/theme.ts';

const partners = [...seriesColors, ...Object.values(inks)].flatMap(({ light, dark }) => [
  `svg [fill="${light}"]{fill:${dark}}`,
  `svg [stroke="${light}"]{stroke:${dark}}`,
]);

const light =
  '--paper:#fff;--raised:#f6f8fa;--text:#1f2328;--quiet:#57606a;--line:#d8dee4;--good:#1a7f37;--bad:#b3261e;--warn:#7d5600;--link:#0059b3';
const dark =
  '--paper:#14181d;--raised:#1c2229;--text:#e4e8ec;--quiet:#a4adb7;--line:#333b44;--good:#56d27c;--bad:#ff8f85;--warn:#e3b341;--link:#7cc0ff';

const base = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:58rem;background:var(--paper);color:var(--text);font:16px/1.55 ${fontStack}}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:3rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:2rem 0 .25rem;overflow-wrap:anywhere}
p{margin:.5rem 0}
a{color:var(--link)}
.lead{color:var(--quiet);margin:0 0 1.25rem;overflow-wrap:anywhere}
.note{color:var(--quiet);font-size:.8125rem;line-height:1.45;margin:.25rem 0;overflow-wrap:anywhere}
.verdict{background:var(--raised);border-left:4px solid var(--quiet);border-radius:3px;padding:.75rem 1rem;margin:1rem 0;overflow-wrap:anywhere}
.verdict p{margin:0}
.verdict ul{margin:.5rem 0 0;padding-left:1.25rem}
.passed{border-color:var(--good)} .passed strong{color:var(--good)}
.failed{border-color:var(--bad)} .failed strong{color:var(--bad)}
.running strong{color:var(--warn)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:1rem 0 0;padding:0;font-size:.875rem}
.scroll{overflow-x:auto;margin:.5rem 0}
.scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;font-size:.8125rem;line-height:1.35;font-variant-numeric:tabular-nums}
th{font-weight:600;color:var(--quiet);vertical-align:bottom;border-bottom:1px solid var(--quiet)}
th,td{padding:.25rem .5rem;text-align:left}
th:first-child,td:first-child{padding-left:0}
td{border-bottom:1px solid var(--line);white-space:nowrap}
td.long{white-space:normal;overflow-wrap:anywhere;min-width:12rem}
.number{text-align:right}
figure{margin:.5rem 0 0}
figure svg{display:block;max-width:100%;min-width:34rem;height:auto;font-family:inherit}
figcaption{color:var(--quiet);font-size:.8125rem;line-height:1.45}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--link);font-size:.8125rem}
pre{font:.75rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--raised);padding:.75rem 1rem;margin:.5rem 0;border-radius:3px;white-space:pre-wrap;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;font-size:.8125rem;margin:.5rem 0}
dt{color:var(--quiet)} dd{margin:0;overflow-wrap:anywhere}
.bad{color:var(--bad);font-weight:600}
.good{color:var(--good)}
@media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}`;

/** On paper: no navigation, no folded tables, nothing cut in two. */
const print = `
@page{margin:18mm 16mm}
body{max-width:none;padding:0;font-size:10pt}
nav,details{display:none}
h2,h3{break-after:avoid}
figure,tr,.verdict{break-inside:avoid}
h2{margin-top:1.5rem}
figure svg{min-width:0}
.scroll{overflow:visible}
table{font-size:7.5pt} th,td{padding:.2rem .35rem} td{white-space:normal}`;

export const style: string = [
  `:root{${light}}`,
  base,
  `@media screen and (prefers-color-scheme:dark){:root{${dark}}${partners.join('')}}`,
  `@media print{:root{color-scheme:light}${print}}`,
]
  .join('\n')
  .replace(/\n+/g, '\n');
