/** Replications by the command line's own code, with the words that it is given: prints a `ReplicationsMeasurement`. */
import { main } from '../cli/main.ts';
import { print } from './child-process.ts';

export interface ReplicationsMeasurement {
  /** Since the process began, loading included. */
  readonly wallMs: number;
  /** Of all threads. */
  readonly cpuMs: number;
}

await main(process.argv.slice(2));
const { user, system } = process.cpuUsage();
await print({
  wallMs: process.uptime() * 1000,
  cpuMs: (user + system) / 1000,
} satisfies ReplicationsMeasurement);
