/**
 * How large an institution is. Counts are the specification's; how many patients a member of staff may see on one day, and how many records of
 * each may be opened, are assumptions that bound what set-up has to put on the chain.
 */
export interface HospitalProfile {
  readonly patientCount: number;
  readonly staffCount: number;
  readonly providerCount: number;
  readonly serverCount: number;
  /** Leaves of a grant's scope. */
  readonly recordsPerPatient: number;
  /** The newest of these: the ones that somebody opens. They alone are registered on the chain. */
  readonly openRecordsPerPatient: number;
  /** Patients who consented to a member of staff before the day, and may come on it. */
  readonly knownPerStaff: number;
  /** What is run unless told otherwise. */
  readonly window: { readonly fromHour: number; readonly hours: number };
}

const wholeDay = { fromHour: 0, hours: 24 };

export const profiles = {
  paper: {
    ...{ patientCount: 100, staffCount: 20, providerCount: 2, serverCount: 1 },
    ...{ recordsPerPatient: 5, openRecordsPerPatient: 3, knownPerStaff: 5 },
    window: { fromHour: 9, hours: 2 }, // over in a second or two
  },
  clinic: {
    ...{ patientCount: 10_000, staffCount: 20, providerCount: 1, serverCount: 1 },
    ...{ recordsPerPatient: 20, openRecordsPerPatient: 2, knownPerStaff: 10, window: wholeDay },
  },
  hospital: {
    ...{ patientCount: 100_000, staffCount: 2_000, providerCount: 1, serverCount: 2 },
    ...{ recordsPerPatient: 40, openRecordsPerPatient: 2, knownPerStaff: 10, window: wholeDay },
  },
  /** A sample of one in ten of everybody in a region of 1,000,000 patients: multiply counts and loads by ten. */
  region: {
    ...{ patientCount: 100_000, staffCount: 2_000, providerCount: 25, serverCount: 10 },
    ...{ recordsPerPatient: 40, openRecordsPerPatient: 2, knownPerStaff: 10, window: wholeDay },
  },
} as const satisfies Record<string, HospitalProfile>;
export const profileNames = ['paper', 'clinic', 'hospital', 'region'] as const;
