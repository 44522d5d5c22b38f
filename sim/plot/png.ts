/**
 * SVG as PNG without a browser: resvg in WebAssembly, with a font that comes along (Inter), so that the same picture has
 * the same bytes on every machine, be there any fonts on it or none. All of it loads when it is first needed.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Twice the size, which is sharp in print and on dense screens. */
const zoom = 2;

export const createRasterizer = async (): Promise<(svg: string) => Uint8Array> => {
  const { Resvg } = await loadResvg();
  const font = await readPackaged('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
  return (svg) => {
    const resvg = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      font: { fontBuffers: [font], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    });
    const image = resvg.render();
    try {
      return Uint8Array.from(image.asPng());
    } finally {
      image.free();
      resvg.free();
    }
  };
};

let loading: ReturnType<typeof initialise> | undefined;

/** Its memory can be set up only once in a process. */
const loadResvg = () => {
  loading ??= initialise();
  return loading;
};

const initialise = async () => {
  const resvg = await import('@resvg/resvg-wasm');
  await resvg.initWasm(await readPackaged('@resvg/resvg-wasm/index_bg.wasm'));
  return resvg;
};

const readPackaged = (file: string): Promise<Buffer<ArrayBuffer>> =>
  readFile(fileURLToPath(import.meta.resolve(file)));
