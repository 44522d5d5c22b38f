/**
 * One system in a process of its own: `child.ts SYSTEM FIXTURE WARM_UP_COUNT COUNT` prints a `Measurement` as JSON. The
 * first transactions find code that was never run: they are timed apart.
 */
import { readFileSync } from 'node:fs';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import { print } from '../child-process.ts';
import type { Fixture, RecordedReceipt } from './system.ts';
import { type SystemName, systems } from './systems.ts';

export interface Stretch {
  readonly transactionCount: number;
  readonly wallMs: number;
  /** User and system time of all threads and processes, the client's included. */
  readonly cpuMs: number;
}

export interface Measurement {
  readonly warmUp: Stretch;
  readonly measured: Stretch;
  readonly failedCount: number;
  /** Gas of each transaction in order, the warm-up's first. */
  readonly gasUsed: readonly number[];
}

const [name, fixtureFile, ...counts] = process.argv.slice(2) as [SystemName, string, ...string[]];
const [warmUpCount = 0, count = 0] = counts.map(Number);
const fixture = JSON.parse(readFileSync(fixtureFile, 'utf8')) as Fixture;

const system = await systems[name].load();
const session = await system.start(fixture);
const receipts: RecordedReceipt[] = [];
const warmUp = await time(fixture.transactions.slice(0, warmUpCount));
const measured = await time(fixture.transactions.slice(warmUpCount, warmUpCount + count));
const failedCount = receipts.filter(({ succeeded }) => !succeeded).length;
const gasUsed = receipts.map((receipt) => receipt.gasUsed);
await print({ warmUp, measured, failedCount, gasUsed } satisfies Measurement);
await session.close();
process.exit(0); // some libraries leave threads and timers behind

async function time(transactions: readonly string[]): Promise<Stretch> {
  const [startCpuMs, startWallMs] = [cpuMs(), monotonicWallMs()];
  const recorded = await session.execute(transactions);
  const [wallMs, usedCpuMs] = [monotonicWallMs() - startWallMs, cpuMs() - startCpuMs];
  receipts.push(...recorded);
  return { transactionCount: transactions.length, wallMs, cpuMs: usedCpuMs };
}

function cpuMs(): number {
  const { user, system: kernel } = process.cpuUsage();
  return (user + kernel) / 1000 + (session.otherCpuMs?.() ?? 0);
}
