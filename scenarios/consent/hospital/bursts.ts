/** What a day may bring besides the usual, each by a name for `--param burst=…`; times and sizes are assumptions unless a source is named. */
import { encountersPerStaff, hourMs, type Span, usualSpans } from './arrivals.ts';
import type { HospitalProfile } from './profiles.ts';

export const burstNames = [
  ...(['none', 'handover', 'casualty', 'withdrawal', 'snooping', 'outage', 'compromise'] as const),
] as const;
export type BurstName = (typeof burstNames)[number];

/** The records' server cannot be reached from 11:00 for half an hour; its clients try again until it can. */
export const outage = { fromMs: 11 * hourMs, toMs: 11.5 * hourMs };

/** England, June 2021: 2.2 % of the population opted out within a month (NHS Digital, national data opt-out). */
const withdrawnRatio = 0.022;

/** `scale` makes it so many times as large. */
export const burstSpans = (name: BurstName, profile: HospitalProfile, scale = 1): Span[] => {
  const { staffCount, patientCount } = profile;
  const span = (kind: Span['kind'], fromH: number, hours: number, count: number): Span => ({
    kind,
    fromMs: fromH * hourMs,
    toMs: (fromH + hours) * hourMs,
    tps: (scale * count) / (hours * 3_600),
  });
  switch (name) {
    case 'none':
    case 'outage':
      return [];
    /** A third of the staff comes in at 7:00 and at 19:00, and within a quarter of an hour each opens charts. */
    case 'handover':
      return [7, 19].map((hour) => span('handover', hour, 0.25, staffCount / 3));
    /** Five times the usual arrivals from 14:00 to 15:00; the additional ones are strangers in an emergency. */
    case 'casualty':
      return [span('casualty', 14, 1, 4 * usualFrom14(staffCount))];
    /** The month's withdrawals in one day, half of them in the two hours before a deadline at midnight. */
    case 'withdrawal':
      return [
        span('withdrawal', 0, 22, (patientCount * withdrawnRatio) / 2),
        span('withdrawal', 22, 2, (patientCount * withdrawnRatio) / 2),
      ];
    /** Somebody known is in: 300 of the staff, or as many as there are, look who has no business to. */
    case 'snooping':
      return [span('snooping', 9, 8, Math.min(300, staffCount))];
    /** The keys of 0.5 % of the patients are out at 10:00; within an hour they revoke everything. */
    case 'compromise':
      return [span('compromise', 10, 1, patientCount * 0.005)];
  }
};

const usualFrom14 = (staffCount: number): number =>
  (usualSpans(staffCount, 'weekday')[14]?.tps ?? (staffCount * encountersPerStaff) / 24 / 3_600) * 3_600;
