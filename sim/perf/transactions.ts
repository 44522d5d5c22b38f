/**
 * From signed bytes to recorded receipts, ours beside the others. Every system executes the same transactions in the
 * same blocks on one core; the rounds are interleaved and their order rotates, so that a change in the machine's load
 * meets all of them. Beside the time on the clock stands the processor's: on a shared machine it is the steadier one.
 * All receipts must be successes and cost the same gas in every system, or there is nothing to compare.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import { createFixture } from './fixture.ts';
import { installPeers } from './peers.ts';
import type { Progress, Section } from './section.ts';
import type { Measurement } from './transactions/child.ts';
import { type Measurements, rowsOf, tableOf, verdictOf } from './transactions/comparison.ts';
import { type SystemName, systemNames, systems } from './transactions/systems.ts';

const warmUpCount = 2_000;
const transactionCount = 20_000;
const accountCount = 10_000;
const roundCount = 3;
const child = join(import.meta.dirname, 'transactions/child.ts');

export async function transactions(progress: Progress): Promise<Section> {
  progress('installing the peers');
  const notes = [await installPeers()].filter((failure) => failure !== undefined);
  const folder = mkdtempSync(join(tmpdir(), 'chronobench-perf-'));
  const fixtureFile = join(folder, 'fixture.json');
  progress('signing');
  writeFileSync(
    fixtureFile,
    JSON.stringify(await createFixture(warmUpCount + transactionCount, accountCount)),
  );
  const measured = await measureAll(fixtureFile, notes, progress);
  rmSync(folder, { recursive: true });
  const rows = rowsOf(measured);
  return {
    title: `From signed bytes to recorded receipts, ${pinning}, median of ${roundCount} interleaved rounds`,
    text: [tableOf(rows), ...verdictOf(rows), ...notes].join('\n'),
    data: { rows, notes },
  };
}

async function measureAll(fixtureFile: string, notes: string[], progress: Progress): Promise<Measurements> {
  const measured = new Map<SystemName, Measurement[]>();
  const absent = new Set<SystemName>();
  for (let round = 0; round < roundCount; round += 1)
    for (const name of rotated(systemNames, round).filter((system) => !absent.has(system))) {
      progress(`round ${round + 1} of ${roundCount}: ${name}`);
      const counts = [warmUpCount, transactionCount].map((count) => String(count * systems[name].share));
      try {
        const measurement = await measureInChild<Measurement>(child, [name, fixtureFile, ...counts]);
        measured.set(name, [...(measured.get(name) ?? []), measurement]);
      } catch (error) {
        absent.add(name);
        notes.push(`${name} is left out: ${(error as Error).message}`);
      }
    }
  return measured;
}

const rotated = <T>(items: readonly T[], by: number): readonly T[] => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
];
