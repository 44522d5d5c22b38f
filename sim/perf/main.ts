/**
 * `npm run perf -- [NAME|all]… [--json FILE]`, where NAME is one of `measures` below: how fast and how large the simulator is, on this
 * machine, now. It asserts nothing; the ratios between what ran side by side are what to look at.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { flatness } from './flatness.ts';
import { headers } from './headers.ts';
import { mainnetDay } from './mainnet-day.ts';
import { memory } from './memory.ts';
import { replications } from './replications.ts';
import type { Measure, Section } from './section.ts';
import { startup } from './startup.ts';
import { transactions } from './transactions.ts';

const measures: Readonly<Record<string, Measure>> = {
  transactions,
  flatness,
  startup,
  memory,
  replications,
  'mainnet-day': mainnetDay,
  headers,
};
const usage = `usage: npm run perf -- [${Object.keys(measures).join('|')}|all]… [--json FILE]\n`;

const progress = (activity: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${activity}`);
};

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const chosen = positionals.length === 0 || positionals.includes('all') ? Object.keys(measures) : positionals;
if (chosen.every((name) => name in measures)) await measureAll(chosen);
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

async function measureAll(names: readonly string[]): Promise<void> {
  const sections: Record<string, Section['data']> = {};
  process.stdout.write(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`,
  );
  for (const name of names) {
    const { title, text, data } = await (measures[name] as Measure)(progress);
    progress('');
    process.stdout.write(`\n${title}\n${text}\n`);
    sections[name] = data;
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(sections, undefined, 2)}\n`);
}
