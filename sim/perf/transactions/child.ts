/** One system in a process of its own: `child.ts SYSTEM FIXTURE COUNT` prints a `Measurement` as JSON. */
import { readFileSync } from 'node:fs';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import { print } from '../child-process.ts';
import type { Fixture, RecordedReceipt } from './system.ts';
import { type SystemName, systems } from './systems.ts';

export interface Measurement {
  readonly transactionCount: number;
  readonly wallMs: number;
  /** User and system time of all threads and processes, the client's included. */
  readonly cpuMs: number;
  readonly failedCount: number;
  /** Gas of each transaction, in order. */
  readonly gasUsed: readonly number[];
}

const [name, fixtureFile, count] = process.argv.slice(2) as [SystemName, string, string];
const fixture = JSON.parse(readFileSync(fixtureFile, 'utf8')) as Fixture;
const transactions = fixture.transactions.slice(0, Number(count));

const system = await systems[name].load();
const session = await system.start(fixture);
const cpuMs = (): number =>
  (process.cpuUsage().user + process.cpuUsage().system) / 1000 + (session.otherCpuMs?.() ?? 0);

const startCpuMs = cpuMs();
const startWallMs = monotonicWallMs();
const receipts = await session.execute(transactions);
const wallMs = monotonicWallMs() - startWallMs;
print({
  ...outcomeOf(receipts),
  transactionCount: transactions.length,
  wallMs,
  cpuMs: cpuMs() - startCpuMs,
} satisfies Measurement);
await session.close();
process.exit(0); // some libraries leave threads and timers behind

function outcomeOf(recorded: readonly RecordedReceipt[]): Pick<Measurement, 'failedCount' | 'gasUsed'> {
  const failedCount = recorded.filter(({ succeeded }) => !succeeded).length;
  return { failedCount, gasUsed: recorded.map(({ gasUsed }) => gasUsed) };
}
