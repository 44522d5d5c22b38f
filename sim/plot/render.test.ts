/** Pictures are the same bytes everywhere, well-formed whatever a label says, and need nothing from outside. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleRun } from '../testing/sample-picture.ts';
import { runPlots } from './plots.ts';
import { createRasterizer } from './png.ts';
import { createRenderer, type Renderer } from './render.ts';
import { blocksOfLog, rowsOfRecords } from './rows.ts';
import { themed } from './theme.ts';

const labels = ['plain', `</text><script>alert('1')</script>`, '"&<>\u0000\u0007 \ud800', 'ümläut 測試'];
const events = labels.flatMap((label, index) =>
  Array.from({ length: 20 }, (_, step) => ({ intendedMs: step * 50, delayMs: 40 * index + step, label })),
);

const picture = () => {
  const { result, records, blocks } = sampleRun([events]);
  return runPlots({ result, rows: rowsOfRecords(records), blocks: blocksOfLog(blocks) });
};

let render: Renderer;
beforeAll(async () => {
  render = await createRenderer();
});

const svgs = () => Promise.all(picture().map(({ spec }) => render(themed(spec, 'white'))));

describe('createRenderer', () => {
  it('gives the same bytes again, and in another time zone and locale', async () => {
    const first = await svgs();
    expect(await svgs()).toEqual(first);
    const script = `
      const { createRenderer } = await import(${JSON.stringify(fileURLToPath(new URL('render.ts', import.meta.url)))});
      const render = await createRenderer();
      const out = [];
      for (const spec of JSON.parse(process.argv[1])) out.push(await render(spec));
      process.stdout.write(JSON.stringify(out));`;
    const specs = JSON.stringify(picture().map(({ spec }) => themed(spec, 'white')));
    const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'de_DE.UTF-8', LC_ALL: 'ar_EG.UTF-8' };
    const words = ['--input-type=module', '--eval', script, specs];
    expect(JSON.parse(execFileSync(process.execPath, words, { env, encoding: 'utf8' }))).toEqual(first);
  });

  it('escapes labels and has no script, no id, no address but of its own namespace', async () => {
    for (const svg of await svgs()) {
      expect(svg).not.toMatch(/<script|\p{Cc}| id="|url\(/u);
      expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    }
    expect((await svgs())[0]).toContain('&lt;/text&gt;&lt;script&gt;');
  });

  it('draws dots of one look as one path, each at its place', async () => {
    const spec = {
      width: 100,
      height: 100,
      data: { values: [0, 1, 2, 3].map((x) => ({ x, y: x })) },
      mark: { type: 'point', shape: 'circle', filled: true, size: 9, opacity: 1 },
      encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
    };
    const svg = await render(themed(spec, null));
    expect(svg.match(/(M[\d.]+,[\d.]+h0)+/)?.[0]).toBe('M0,100h0M33.33,66.67h0M66.67,33.33h0M100,0h0');
  });
});

describe('createRasterizer', () => {
  it('draws text with a font that comes along: the same bytes again, and others without text', async () => {
    const rasterize = await createRasterizer();
    const svg = (await svgs())[0] as string;
    const png = rasterize(svg);
    expect(Buffer.from(png.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(Buffer.from(rasterize(svg)).equals(png)).toBe(true);
    expect(rasterize(svg.replace(/<text.*?<\/text>/g, '')).length).toBeLessThan(0.8 * png.length);
  });
});
