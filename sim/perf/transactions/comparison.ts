/**
 * From measurements to rates side by side. A rate is the median over the rounds; a ratio is the median of the rounds'
 * own ratios, because the two sides of each met the machine at nearly the same time.
 */
import { medianOf, ratio, renderTable, whole } from '../table.ts';
import type { Measurement, Stretch } from './child.ts';
import type { SystemName } from './systems.ts';

/** One measurement per round. */
export type Measurements = ReadonlyMap<SystemName, readonly Measurement[]>;

type Clock = 'wallMs' | 'cpuMs';

interface Row {
  readonly system: SystemName;
  readonly transactionCount: number;
  readonly coldTps: number;
  readonly wallTps: number;
  readonly cpuTps: number;
  /** How many times this system's rate ours is. */
  readonly wallRatio: number;
  readonly cpuRatio: number;
  readonly gasMean: number;
  /** Every transaction succeeded and cost the gas that it costs with us, in every round. */
  readonly agrees: boolean;
}

export function rowsOf(measured: Measurements): readonly Row[] {
  const ours = measured.get('chronobench') ?? [];
  return [...measured].map(([system, measurements]) => rowOf(system, measurements, ours));
}

function rowOf(system: SystemName, measurements: readonly Measurement[], ours: readonly Measurement[]): Row {
  const median = (of: (measurement: Measurement, round: number) => number) => medianOf(measurements.map(of));
  const ratioBy = (clock: Clock): number =>
    median(({ measured }, round) => {
      const own = ours[round]?.measured;
      return own === undefined ? Number.NaN : tps(own, clock) / tps(measured, clock);
    });
  const [{ measured, gasUsed }] = measurements as [Measurement];
  return {
    system,
    transactionCount: measured.transactionCount,
    coldTps: median(({ warmUp }) => tps(warmUp, 'wallMs')),
    wallTps: median((measurement) => tps(measurement.measured, 'wallMs')),
    cpuTps: median((measurement) => tps(measurement.measured, 'cpuMs')),
    wallRatio: ratioBy('wallMs'),
    cpuRatio: ratioBy('cpuMs'),
    gasMean: gasUsed.reduce((sum, gas) => sum + gas, 0) / gasUsed.length,
    agrees: measurements.every((measurement) => agree(measurement, ours[0])),
  };
}

const tps = (stretch: Stretch, clock: Clock): number => (stretch.transactionCount / stretch[clock]) * 1000;

const agree = ({ failedCount, gasUsed }: Measurement, reference: Measurement | undefined): boolean =>
  failedCount === 0 && gasUsed.every((gas, index) => gas === reference?.gasUsed[index]);

export const tableOf = (rows: readonly Row[]): string =>
  renderTable(
    [
      'system',
      'transactions',
      'cold tx/s',
      'tx/s',
      'ours ÷ it',
      'tx per CPU s',
      'ours ÷ it',
      'mean gas',
      'agrees',
    ],
    rows.map((row) => [
      row.system,
      whole(row.transactionCount),
      whole(row.coldTps),
      whole(row.wallTps),
      ratio(row.wallRatio),
      whole(row.cpuTps),
      ratio(row.cpuRatio),
      row.gasMean.toFixed(1),
      row.agrees ? 'yes' : 'NO',
    ]),
  );

/** Against the fastest peer by the clock; nothing when there is none. */
export function verdictOf(rows: readonly Row[]): readonly string[] {
  const [best] = rows.filter(({ system }) => system !== 'chronobench').sort((a, b) => b.wallTps - a.wallTps);
  if (best === undefined) return [];
  const { system, wallRatio, cpuRatio } = best;
  return [
    `ours ÷ best peer (${system}): ${ratio(wallRatio)} by the clock, ${ratio(cpuRatio)} by processor time; target: 2×`,
    'cold: the first transactions of a process, a tenth as many as the measured ones that follow them',
  ];
}
