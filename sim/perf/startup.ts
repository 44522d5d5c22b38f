/**
 * What a user waits for: the whole process, from its start to its end, as the command line runs it. Two caches matter:
 * Node's compiled modules and solc's answers. Each is its own empty folder when it is to be cold; warm runs come after
 * one that is not counted. Processes are not bound to one core: nobody's are.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { runProcess } from './child-process.ts';
import type { Measure } from './section.ts';
import { medianOf, renderTable, seconds } from './table.ts';

const runCount = 7;
const project = join(import.meta.dirname, '../..');
const bench = join(project, 'sim/cli/bench.js');
const scenario = join(project, 'scenarios/1000.ts');

interface Case {
  readonly name: string;
  readonly words: readonly string[];
  /** Emptied before every run. */
  readonly cold: readonly ('modules' | 'solc')[];
  readonly target: string;
}

const run = ['run', scenario, '--out', 'out'];
const cases: readonly Case[] = [
  { name: 'bench run scenarios/1000.ts, all caches cold', words: run, cold: ['modules', 'solc'], target: '' },
  { name: 'bench run scenarios/1000.ts, modules cold', words: run, cold: ['modules'], target: '2.5 s' },
  { name: 'bench run scenarios/1000.ts, warm', words: run, cold: [], target: '1.5 s' },
  { name: 'bench --help, warm', words: ['--help'], cold: [], target: '0.2 s' },
];

export const startup: Measure = async (progress) => {
  const rows = [];
  for (const { name, words, cold, target } of cases) {
    progress(name);
    const wallMs = await timesOf(words, cold);
    rows.push({
      name,
      runCount,
      minWallMs: Math.min(...wallMs),
      medianWallMs: medianOf(wallMs),
      maxWallMs: Math.max(...wallMs),
      target,
    });
  }
  const table = renderTable(
    ['command', 'min', 'median', 'max', 'target'],
    rows.map((row) => [
      row.name,
      seconds(row.minWallMs),
      seconds(row.medianWallMs),
      seconds(row.maxWallMs),
      row.target,
    ]),
  );
  return { title: `Whole process, ${runCount} runs each`, text: table, data: { rows } };
};

/**
 * The command runs in a folder of its own: solc's answers are kept in the node_modules of the working directory, and
 * Node's compiled modules where NODE_COMPILE_CACHE says.
 */
async function timesOf(words: readonly string[], cold: Case['cold']): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chronobench-startup-'));
  const caches = { modules: join(folder, 'modules'), solc: join(folder, 'node_modules') };
  const env = { ...process.env, NODE_COMPILE_CACHE: caches.modules };
  const wallMs: number[] = [];
  for (let count = 0; count <= runCount; count += 1) {
    for (const cache of cold) rmSync(caches[cache], { recursive: true, force: true });
    mkdirSync(caches.solc, { recursive: true });
    const startWallMs = monotonicWallMs();
    const { exitCode, stderr } = await runProcess(process.execPath, [bench, ...words], { env, cwd: folder });
    wallMs.push(monotonicWallMs() - startWallMs);
    if (exitCode !== 0)
      throw new Error(`bench ${words.join(' ')} ended with exit code ${exitCode}: ${stderr}`);
  }
  rmSync(folder, { recursive: true });
  return wallMs.slice(1);
}
