/** How long 400,000 blocks of proof of work take that hold nothing, among the 37 miners of `mainnet-2021`. */
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import type { HeadersMeasurement } from './headers-child.ts';
import type { Measure } from './section.ts';
import { medianOf, renderTable, seconds, whole } from './table.ts';

const roundCount = 3;
const child = join(import.meta.dirname, 'headers-child.ts');

export const headers: Measure = async (progress) => {
  const measured: HeadersMeasurement[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    progress(`round ${round + 1} of ${roundCount}`);
    measured.push(await measureInChild<HeadersMeasurement>(child, []));
  }
  const [first] = measured as [HeadersMeasurement];
  const median = (of: (measurement: HeadersMeasurement) => number): number => medianOf(measured.map(of));
  const [wallMs, cpuMs] = [median((each) => each.wallMs), median((each) => each.cpuMs)];
  const rows = [
    ['time', seconds(wallMs)],
    ['processor time, start of the process included', seconds(cpuMs)],
    ['blocks made', whole(first.madeCount)],
    ['block time', `${first.meanIntervalS.toFixed(2)} s`],
    ['uncles per main block', `${(100 * first.unclesPerMainRatio).toFixed(2)} %`],
    ['peak memory', `${whole(median(({ peakBytes }) => peakBytes) / 1e6)} MB`],
  ];
  return {
    title: `Headers of mainnet-2021, 37 miners, ${pinning}, median of ${roundCount}`,
    text: [renderTable(['figure', 'value'], rows), 'target: below 20 s'].join('\n'),
    data: { ...first, wallMs, cpuMs },
  };
};
