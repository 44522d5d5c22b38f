/** Everybody of an institution, as set-up leaves them and the day finds them. */
import type { Account, Address, WorkloadContext } from '../../../sim/index.ts';
import type { Relationship } from '../population.ts';
import type { Staff } from '../protocol/staff.ts';
import type { PatientCharts } from './charts.ts';
import type { Consent, Consents } from './consents.ts';
import type { HospitalProfile } from './profiles.ts';
import type { ServerSite } from './server-site.ts';

export interface Hospital {
  readonly profile: HospitalProfile;
  /** Unix time in ms, as the servers' and staff's clocks have it. */
  readonly nowMs: () => number;
  readonly sites: readonly ServerSite[];
  readonly staff: readonly Staff[];
  /** By member of staff, the likeliest patient first. */
  readonly known: readonly (readonly number[])[];
  /** Patients with records, and these; all others do not come on this day. */
  readonly charts: ReadonlyMap<number, PatientCharts>;
  readonly consents: Consents;
}

export const siteOf = ({ sites }: Pick<Hospital, 'sites'>, patientIndex: number): ServerSite =>
  sites[patientIndex % sites.length] as ServerSite;

/** A pair, with all that it takes to act for it. */
export interface Visit extends Relationship {
  readonly patient: Account;
  readonly doctor: Account;
  readonly site: ServerSite;
  readonly charts: PatientCharts;
}

export const visitOf = (hospital: Hospital, { account }: WorkloadContext, who: Relationship): Visit => ({
  ...who,
  patient: account('patient', who.patientIndex),
  doctor: account('staff', who.staffIndex),
  site: siteOf(hospital, who.patientIndex),
  charts: hospital.charts.get(who.patientIndex) as PatientCharts, // whoever visits has some
});

export const serverOf = ({ site }: Visit): Address => site.account.address;

export const consentOf = ({ consents }: Hospital, { patient, doctor }: Visit): Consent =>
  consents.of(patient.address, doctor.address);
