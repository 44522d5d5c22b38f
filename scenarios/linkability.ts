/**
 * What do public grants tell of a person of whom something is known? By profile: one address for each patient or one for each grant, sent at once
 * or in batches (attack A21 of the specification).
 */
import { defineStudy, type Experiment, studyTable } from '../sim/index.ts';
import { type Granted, observeGrants } from './consent/privacy/granting.ts';
import { type Knowledge, meanLinkability } from './consent/privacy/linkability.ts';
import { type PrivacyProfile, privacyProfiles } from './consent/privacy/profiles.ts';
import { type Clinic, departmentOf, drawVisits } from './consent/privacy/visits.ts';

const clinic: Clinic = {
  ...{ patientCount: 120, staffCount: 30, departmentCount: 5, visitCount: 3, dayCount: 28 },
};

interface Row extends Granted {
  readonly profile: PrivacyProfile;
  readonly addressCount: number;
  readonly score: number;
  /** For who knows the day of the last visit as well. */
  readonly dayKnownScore: number;
}

const addresses: Experiment = {
  id: 'addresses',
  title: 'Addresses and batches',
  question: 'Who knows all visits of a person but one: how likely does the chain give away the last?',
  run: async (context) => {
    const visits = drawVisits(clinic, context.random.fork('visits'));
    const rows: Row[] = [];
    for (const profile of privacyProfiles) {
      const granted = await observeGrants(context, clinic, visits, profile);
      const { sightings, staff } = granted;
      const ofStaff = new Map(staff.map((ms, index) => [ms, departmentOf(clinic, index)]));
      const known = visits.map(({ patientIndex, staffIndex, day }) => ({
        patientIndex,
        ms: staff[staffIndex] as string,
        day: profile.sending === 'atOnce' ? day : clinic.dayCount,
      }));
      const scoreOf = (knowledge: Knowledge): number =>
        meanLinkability(known, sightings, (ms) => ofStaff.get(ms) ?? -1, knowledge);
      const scores = { score: scoreOf('nothing'), dayKnownScore: scoreOf('itsDay') };
      rows.push({
        ...granted,
        ...scores,
        profile,
        addressCount: new Set(sightings.map(({ sp }) => sp)).size,
      });
    }
    const of = (id: string): Row => rows.find(({ profile }) => profile.id === id) as Row; // one of the profiles
    const percent = (id: string, of_: (row: Row) => number): string => `${(100 * of_(of(id))).toFixed(1)} %`;
    const [score, dayKnown] = [(row: Row) => row.score, (row: Row) => row.dayKnownScore];
    const remark =
      `${clinic.patientCount} patients with ${clinic.visitCount} visits in ${clinic.dayCount} days, ${clinic.staffCount} staff in ${clinic.departmentCount} departments; ` +
      'given away: the mean probability of the true last visit, for who knows staff and day of the others, and (day known) the day of the last';
    return {
      tables: [
        studyTable({ id: 'addresses', title: 'Grants as everybody sees them', remark }, rows, [
          { key: 'profile', head: 'Grants', value: ({ profile }) => profile.title },
          { key: 'addresses', head: 'Addresses', decimals: 0, value: ({ addressCount }) => addressCount },
          {
            key: 'given_away_pct',
            head: 'Given away',
            unit: '%',
            decimals: 1,
            value: ({ score }) => 100 * score,
          },
          {
            key: 'given_away_day_known_pct',
            head: 'Day known',
            unit: '%',
            decimals: 1,
            value: ({ dayKnownScore }) => 100 * dayKnownScore,
          },
          {
            key: 'delay_d',
            head: 'Delay',
            unit: 'd',
            decimals: 1,
            value: ({ meanDelayDays }) => meanDelayDays,
          },
          { key: 'gas', head: 'Gas', decimals: 0, value: ({ gasPerGrant }) => gasPerGrant },
        ]),
      ],
      findings: [
        `With one address for each patient, who knows two visits learns the third: with a probability of ${percent('default', score)} when grants are sent at once, and of ${percent('batched', score)} when they come in batches of four weeks.`,
        `With an address for each grant there is nothing that belongs together: ${percent('fresh', score)}, a guess in the person’s own department. Who knows on which day the last visit was still finds it among the grants of that day (${percent('fresh', dayKnown)}); in batches days say nothing (${percent('private', dayKnown)}).`,
        `What it costs: a batch makes a grant ${of('private').meanDelayDays.toFixed(0)} days late in the mean, so it is for consents that are not urgent; a wallet keeps a key, and a server a record id and a sealing, for each grant.`,
      ],
    };
  },
};

export default defineStudy({
  name: 'linkability',
  title: 'What public grants give away',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, section I',
  claimed: [
    'The paper counts on pseudonyms: a patient is an address. Who asked whom, and when, is public with every request and grant.',
  ],
  unknown: [
    'What an attacker knows beforehand. Here it is staff and day of all visits but one, as a colleague or an employer may.',
    'Whether the relayer, the servers or the network tell who sent what: here they do not. They see addresses come from one place.',
  ],
  experiments: [addresses],
});
