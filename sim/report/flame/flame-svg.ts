/**
 * A flamegraph as one SVG file that opens from disk: it asks nothing of any other host, prints on white, and
 * reads in the dark. The root is above, a frame lies below its caller and is as wide as its gas; the text of a frame
 * is there without a script, and what does not fit is in its tooltip. Where scripts run, a click on a frame widens it.
 */
import type { Frame } from '../../flame/frame.ts';
import type { GasFlame } from '../../flame/tracer.ts';
import { fixed, grouped } from '../numbers.ts';
import { type FlameBox, type FlameLayout, layoutFlame, leastWidth } from './flame-layout.ts';
import { type FrameLabel, fittingText, flameScript } from './flame-script.ts';

export interface FlameSvgOptions {
  /** What ran, in one line. */
  readonly about: string;
}

const width = 1200;
const margin = 10;
const rowHeight = 18;
const headHeight = 62;
const footHeight = 50;

export const flameSvg = (flame: GasFlame, { about }: FlameSvgOptions): string => {
  const layout = layoutFlame(flame.root, width - 2 * margin);
  const height = headHeight + layout.depthCount * rowHeight + footHeight;
  const foot = headHeight + layout.depthCount * rowHeight + 20;
  const { name } = flame.root.frame;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      'role="img" aria-labelledby="title about">',
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="head" id="title" x="${margin}" y="24">Where the gas of ${escaped(name)} went</text>`,
    `<text class="about" id="about" x="${margin}" y="44">${escaped(`${about}; ${totalsText(flame)}`)}</text>`,
    '<g id="frames">',
    ...layout.boxes.map((box) => frameElement(box, layout)),
    '</g>',
    legend(foot),
    `<text class="about" x="${margin}" y="${foot + 20}">${escaped(omittedText(layout))}</text>`,
    `<script>${flameScript({ width: width - 2 * margin, margin })}</script>`,
    '</svg>\n',
  ].join('\n');
};

/** The same as the receipts say, or why not. */
const totalsText = ({ root: _root, transactionCount, gasUsed, refund }: GasFlame): string => {
  const used = `${grouped(transactionCount)} transactions used ${grouped(gasUsed)} gas by their receipts`;
  return refund === 0n
    ? `${used}, and all of it is below`
    : `${used}; what is below is ${grouped(refund)} more, which was refunded: a refund lies on no stack`;
};

const omittedText = ({ omitted }: FlameLayout): string =>
  omitted.count === 0
    ? 'Every frame is drawn.'
    : `Not drawn: ${grouped(omitted.count)} frames narrower than ${leastWidth} pixels, and what lies on them, ` +
      `${grouped(omitted.gas)} gas in all; the .folded file has them.`;

const shadeCount = 3;

const frameElement = (
  { frame, depth, x, width: boxWidth, gas, ownGas }: FlameBox,
  { totalGas }: FlameLayout,
): string => {
  const y = headHeight + depth * rowHeight;
  const [left, wide] = [decimal(margin + x), decimal(boxWidth)];
  const share = totalGas === 0 ? '' : ` (${fixed((100 * gas) / totalGas, 2)} %)`;
  const title = [
    frame.name,
    ...(frame.text === undefined ? [] : [`${frame.place?.file}: ${frame.text}`]),
    `${grouped(gas)} gas${share}${ownGas === gas || ownGas === 0 ? '' : `, ${grouped(ownGas)} of it its own`}`,
  ].join('\n');
  const label = labelOf(frame);
  return (
    `<g class="${frame.kind} shade${shadeOf(frame.name)}" data-x="${decimal(x)}" data-w="${wide}" data-d="${depth}" ` +
    `data-l="${label.leastLength}" data-n="${escaped(label.text)}" data-s="${escaped(label.short)}"><title>${escaped(title)}</title>` +
    `<rect x="${left}" y="${y}" width="${wide}" height="${rowHeight - 1}" rx="2"/>` +
    `<text x="${decimal(margin + x + 4)}" y="${y + 12.5}">${escaped(fittingText(label, boxWidth))}</text></g>`
  );
};

/** A line has its source behind it, and its number alone where there is no room for its file. */
const labelOf = ({ name, place, text }: Frame): FrameLabel =>
  place === undefined || text === undefined
    ? { text: name, leastLength: 3, short: '' }
    : { text: `${name} ${text}`, leastLength: name.length, short: `:${place.line}` };

/** Neighbours can be told apart, and a name looks the same wherever it is. */
const shadeOf = (name: string): number =>
  [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521, 7) % shadeCount;

const decimal = (value: number): string => String(Math.round(value * 100) / 100);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const kinds = [
  ['contract', 'contract'],
  ['function', 'function, modifier or helper of the compiler'],
  ['line', 'line of source'],
  ['special', 'no code of its own'],
] as const;

const legend = (y: number): string => {
  let x = margin;
  return kinds
    .map(([kind, words]) => {
      const entry =
        `<g class="${kind} shade0"><rect x="${x}" y="${y - 11}" width="12" height="12" rx="2"/></g>` +
        `<text class="about" x="${x + 17}" y="${y}">${words}</text>`;
      x += 17 + words.length * 6.2 + 24;
      return entry;
    })
    .join('\n');
};

const shades = {
  root: ['#d5d9de', '#d5d9de', '#d5d9de'],
  contract: ['#9cc3e6', '#8fb8e0', '#a9cdea'],
  function: ['#f6c27e', '#f2b46a', '#f8cd93'],
  line: ['#f5e39a', '#efda86', '#f8eab0'],
  special: ['#cfd3d8', '#c4c9cf', '#d8dbdf'],
};

const style = [
  'text{font:11px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#1b1f24}',
  '.head{font:600 17px system-ui,"DejaVu Sans",sans-serif}.about{font:12px system-ui,"DejaVu Sans",sans-serif}',
  '.page{fill:#fff}#frames g{cursor:pointer}#frames g:hover rect,#frames g:focus rect{stroke:#1b1f24}#frames g:focus{outline:none}',
  '#frames text{pointer-events:none}.above{opacity:.55}',
  ...Object.entries(shades).flatMap(([kind, colors]) =>
    colors.map((color, index) => `.${kind}.shade${index} rect{fill:${color}}`),
  ),
  '@media(prefers-color-scheme:dark){.page{fill:#16191d}.head,.about{fill:#e6e8ea}}',
  '@media print{.page{fill:#fff}.head,.about{fill:#000}}',
].join('');
