/** Readings in figures, beside what closed forms expect. */
import { type ColumnOf, type StudyTable, studyTable } from '../../../sim/index.ts';
import { type Estimate, errorsOff, estimateOf } from '../../claims/estimates.ts';
import { expectedS, few, type Mode } from './modes.ts';
import { type Reading, stepMs } from './reading.ts';
import type { Readings } from './series.ts';
import type { Setting } from './settings.ts';

export interface Measured {
  readonly mode: Mode;
  readonly meanS: Estimate;
  readonly expectedS: number | null;
  readonly p50S: number;
  readonly p95S: number;
  readonly maxS: number;
  /** Still served when the watch ended. */
  readonly openCount: number;
  /** The longest time from a last served read to the first refused one after it. */
  readonly gapS: number;
}

export const measured = ({ inclusionS }: Setting, readings: Readings): readonly Measured[] =>
  [...readings].map(([mode, all]) => {
    const seconds = all.map(({ enforcementMs }) => enforcementMs / 1_000).sort((one, other) => one - other);
    const rank = (p: number): number => seconds[Math.ceil(p * seconds.length) - 1] ?? Number.NaN;
    const enforced = all.filter(({ outcome }) => outcome === 'enforced');
    return {
      mode,
      meanS: estimateOf(seconds),
      expectedS: expectedS(mode, inclusionS),
      ...{ p50S: rank(0.5), p95S: rank(0.95), maxS: rank(1) },
      openCount: all.length - enforced.length,
      gapS: longestGapS(enforced),
    };
  });

const longestGapS = (enforced: readonly Reading[]): number =>
  enforced.reduce((longest, { gapMs }) => Math.max(longest, gapMs / 1_000), 0);

/** By how many standard errors; null where the difference is below what the readers resolve. */
const offOf = ({ meanS, expectedS: expected }: Measured): number | null =>
  expected === null || Math.abs(meanS.mean - expected) <= stepMs / 1_000 ? null : errorsOff(meanS, expected);

type Column = ColumnOf<Measured>;
const seconds = (key: string, head: string, value: Column['value']): Column => ({
  ...{ key: `${key}_s`, head, unit: 's', decimals: 2, value },
});

const columns: readonly Column[] = [
  { key: 'server', head: 'Server', value: ({ mode }) => mode.title },
  seconds('expected_mean', 'Mean expected', (of) => of.expectedS),
  seconds('mean', 'Mean', ({ meanS }) => meanS.mean),
  seconds('mean_se', '±', ({ meanS }) => (meanS.standardError < stepMs / 1_000 ? null : meanS.standardError)),
  { key: 'mean_off_se', head: 'off', unit: 'SE', decimals: 1, value: offOf },
  seconds('p50', 'p50', (of) => of.p50S),
  seconds('p95', 'p95', (of) => of.p95S),
  seconds('max', 'Max', (of) => of.maxS),
  seconds('resolved', 'Resolved', (of) => of.gapS),
];
const open: Column = { key: 'open', head: 'Open', decimals: 0, value: ({ openCount }) => openCount };

const remarkOf = ({ trialCount }: Setting): string =>
  `${trialCount} revocations, at most ${few} where nothing is left to chance; ± standard error`;

export const settingTable = (setting: Setting, rows: readonly Measured[]): StudyTable =>
  studyTable({ id: setting.id, title: setting.title, remark: remarkOf(setting) }, rows, columns);

/** Where some are never enforced, there is no mean to speak of. */
export const crowdTable = (setting: Setting, rows: readonly Measured[]): StudyTable => {
  const remark = `${remarkOf(setting)}; open: still served after ${setting.horizonMs / 1_000} s, which then count as that long`;
  const about = { id: setting.id, title: `The revocation offers ${setting.title}`, remark };
  return studyTable(about, rows, [...columns.filter(({ key }) => !key.includes('mean_')), open]);
};

/** Computed, not run: what a token of the paper's Figure 1 does after its withdrawal, if the reader holds a fresh or an old one. */
export const comparatorTable = (lifetimesS: readonly number[], messageS: number): StudyTable => {
  const rows = [
    ...lifetimesS.map((lifetimeS) => ({
      ...{
        title: `JWT, lifetime ${lifetimeS} s`,
        meanS: lifetimeS / 2,
        p95S: 0.95 * lifetimeS,
        maxS: lifetimeS,
      },
    })),
    {
      title: 'introspection of each request',
      ...{ meanS: 2 * messageS, p95S: 2 * messageS, maxS: 2 * messageS },
    },
  ];
  const remark =
    'a token’s age at the withdrawal is uniform, so its rest is; introspection: the withdrawal’s way to the authority, and one answer on its way';
  return studyTable({ id: 'comparators', title: 'Without a chain, computed', remark }, rows, [
    { key: 'server', head: 'Server', value: ({ title }) => title },
    { key: 'mean_s', head: 'Mean', unit: 's', decimals: 2, value: ({ meanS }) => meanS },
    { key: 'p95_s', head: 'p95', unit: 's', decimals: 2, value: ({ p95S }) => p95S },
    { key: 'max_s', head: 'Max', unit: 's', decimals: 2, value: ({ maxS }) => maxS },
  ]);
};
