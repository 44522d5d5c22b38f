/** Headers of proof of work in a process of its own: prints a `HeadersMeasurement`. */

import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { countBlocks } from '../network/counts.ts';
import { mineHeaders } from '../network/headers.ts';
import { mainnet2021 } from '../profile/profiles-public.ts';
import { print } from './child-process.ts';

export interface HeadersMeasurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly madeCount: number;
  readonly meanIntervalS: number;
  readonly unclesPerMainRatio: number;
  readonly peakBytes: number;
}

const { producer, network } = mainnet2021;
if (producer.kind !== 'proof-of-work' || network === undefined) throw new Error('not the profile it was');
const plan = { links: network.links, blockCount: 400_000 };

const startMs = monotonicWallMs();
const time = { scheduler: createVirtualScheduler(), random: createRandom(1) };
const counts = countBlocks(await mineHeaders(producer, plan, time));
const wallMs = monotonicWallMs() - startMs;
const { user, system } = process.cpuUsage();
await print({
  wallMs,
  cpuMs: (user + system) / 1000,
  madeCount: counts.madeCount,
  meanIntervalS: counts.meanIntervalMs / 1000,
  unclesPerMainRatio: counts.unclesPerMainRatio,
  peakBytes: process.resourceUsage().maxRSS * 1024,
} satisfies HeadersMeasurement);
