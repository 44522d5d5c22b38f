/** The files of a flamegraph: for people with a browser, for scripts, and for speedscope. */
import type { GasFlame } from '../../flame/tracer.ts';
import type { OutputFile } from '../result-files.ts';
import { type FlameSvgOptions, flameSvg } from './flame-svg.ts';
import { foldedStacks } from './folded-stacks.ts';
import { speedscopeJson } from './speedscope.ts';

export const flamegraphFiles = (flame: GasFlame, options: FlameSvgOptions): readonly OutputFile[] => [
  { name: 'flamegraph.svg', pieces: [flameSvg(flame, options)] },
  { name: 'flamegraph.folded', pieces: foldedStacks(flame.root) },
  { name: 'flamegraph.speedscope.json', pieces: [speedscopeJson(flame.root)] },
];
