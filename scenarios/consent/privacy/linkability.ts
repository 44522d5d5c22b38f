/**
 * What a reader of the chain learns about a person of whom something is known. Known are all encounters but one, each with the member of staff and the
 * day; asked is for the last, of which the day may be known too. An address with all the known encounters is taken for the person's, and its other grants for the answer; where no
 * address has them, each remaining grant may be it, as likely as people stay with a department.
 *
 * The score is the probability that this gives the true answer: 1 is re-identified, and what it would be without the chain is a guess among all.
 */
import { ownDepartmentRatio } from './visits.ts';

export interface Sighting {
  readonly sp: string;
  readonly ms: string;
  readonly day: number;
}

export interface Person {
  readonly known: readonly Omit<Sighting, 'sp'>[];
  readonly hidden: Omit<Sighting, 'sp'>;
}

type DepartmentOf = (ms: string) => number;

/** What is known of the last visit beforehand. */
export type Knowledge = 'nothing' | 'itsDay';

/** Everybody in turn is the person: all but the last visit are known. */
export const meanLinkability = (
  visits: readonly (Omit<Sighting, 'sp'> & { readonly patientIndex: number })[],
  sightings: readonly Sighting[],
  departmentOf: DepartmentOf,
  knowledge: Knowledge,
): number => {
  const scores = [...Map.groupBy(visits, ({ patientIndex }) => patientIndex).values()].map((own) => {
    const person = { known: own.slice(0, -1), hidden: own.at(-1) as Person['hidden'] };
    return linkabilityOf(person, sightings, departmentOf, knowledge);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

export const linkabilityOf = (
  person: Person,
  sightings: readonly Sighting[],
  departmentOf: DepartmentOf,
  knowledge: Knowledge = 'nothing',
): number => {
  const isPossible = ({ day }: Sighting): boolean => knowledge === 'nothing' || day === person.hidden.day;
  const candidates = [...Map.groupBy(sightings, ({ sp }) => sp).values()].flatMap((ofAddress) => {
    const others = without(ofAddress, person.known)?.filter(isPossible) ?? [];
    return others.length === 0 ? [] : [others];
  });
  if (candidates.length === 0) {
    const anybody = without(sightings, person.known) ?? sightings;
    return probabilityOf(person, anybody.filter(isPossible), departmentOf);
  }
  const each = candidates.map((others) => probabilityOf(person, others, departmentOf));
  return each.reduce((sum, probability) => sum + probability, 0) / candidates.length;
};

/** Undefined unless all are there. */
const without = (sightings: readonly Sighting[], known: Person['known']): readonly Sighting[] | undefined => {
  const left = [...sightings];
  for (const { ms, day } of known) {
    const index = left.findIndex((sighting) => sighting.ms === ms && sighting.day === day);
    if (index === -1) return undefined;
    left.splice(index, 1);
  }
  return left;
};

/** Of one true grant among these; grants of the same staff and day say the same, and count as one answer only as often as drawn. */
const probabilityOf = (
  { known, hidden }: Person,
  among: readonly Sighting[],
  departmentOf: DepartmentOf,
): number => {
  const home = departmentOf(known[0]?.ms ?? '');
  const homeCount = among.filter(({ ms }) => departmentOf(ms) === home).length;
  const weightOf = ({ ms }: Omit<Sighting, 'sp'>): number =>
    departmentOf(ms) === home
      ? ownDepartmentRatio / homeCount
      : (1 - ownDepartmentRatio) / (among.length - homeCount);
  const total = among.reduce((sum, sighting) => sum + weightOf(sighting), 0);
  const isAmong = among.some(({ ms, day }) => ms === hidden.ms && day === hidden.day);
  return isAmong ? weightOf(hidden) / total : 0;
};
