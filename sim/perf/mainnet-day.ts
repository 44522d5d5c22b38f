/** How long a day of main-net slots takes, half filled by others, with 20,000 transactions of ours that are executed. */
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import type { DayMeasurement } from './mainnet-day-child.ts';
import type { Measure } from './section.ts';
import { medianOf, renderTable, seconds, whole } from './table.ts';

const roundCount = 3;
const child = join(import.meta.dirname, 'mainnet-day-child.ts');

export const mainnetDay: Measure = async (progress) => {
  const measured: DayMeasurement[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    progress(`day ${round + 1} of ${roundCount}`);
    measured.push(await measureInChild<DayMeasurement>(child, []));
  }
  const [day] = measured as [DayMeasurement];
  const median = (of: (measurement: DayMeasurement) => number): number => medianOf(measured.map(of));
  const [wallMs, cpuMs] = [median((each) => each.wallMs), median((each) => each.cpuMs)];
  const rows = [
    ['time', seconds(wallMs)],
    ['processor time, start of the process included', seconds(cpuMs)],
    ['share of the core that it was given', median((each) => each.cpuMs / each.wallMs).toFixed(2)],
    ['of the time, the EVM', seconds(median(({ engineWallMs }) => engineWallMs))],
    ['blocks (some slots are missed)', whole(day.blockCount)],
    ['our transactions, failed', `${whole(day.ourCount)}, ${whole(day.failedCount)}`],
    ['transactions of others in blocks', whole(day.background?.includedCount ?? 0)],
    ['gas used, of all', `${(100 * day.fullRatio).toFixed(1)} %`],
    ['peak memory', `${whole(median(({ peakBytes }) => peakBytes) / 1e6)} MB`],
  ];
  return {
    title: `A day of the profile mainnet, half filled by other people, ${pinning}, median of ${roundCount}`,
    text: [
      renderTable(['figure', 'value'], rows),
      'target: below 60 s of a core that does nothing else',
    ].join('\n'),
    data: { ...day, wallMs, cpuMs },
  };
};
