/** Who sees whom on which day: what a reader of the chain would like to know of a person. */
import type { RandomStream } from '../../../sim/index.ts';

export interface Clinic {
  readonly patientCount: number;
  readonly staffCount: number;
  readonly departmentCount: number;
  /** Of each patient. */
  readonly visitCount: number;
  readonly dayCount: number;
}

export interface Visit {
  readonly patientIndex: number;
  readonly staffIndex: number;
  readonly day: number;
}

/** Section 8.1 of the specification: so much of their care people get in one department. */
export const ownDepartmentRatio = 0.9;

export const departmentOf = ({ departmentCount }: Clinic, staffIndex: number): number =>
  staffIndex % departmentCount;

/** In the order of their days. */
export const drawVisits = (clinic: Clinic, random: RandomStream): readonly Visit[] => {
  const { patientCount, staffCount, departmentCount, visitCount, dayCount } = clinic;
  const drawOne = (patientIndex: number): Visit => {
    const isHome = random.uniform() < ownDepartmentRatio;
    const department = isHome ? patientIndex % departmentCount : random.integer(departmentCount);
    const staffIndex = department + departmentCount * random.integer(staffCount / departmentCount);
    return { patientIndex, staffIndex, day: random.integer(dayCount) };
  };
  return Array.from({ length: patientCount * visitCount }, (_, index) =>
    drawOne(Math.floor(index / visitCount)),
  ).sort((one, other) => one.day - other.day);
};

/** By a key drawn for each, so that the order says nothing. */
export const shuffled = <T>(items: readonly T[], random: RandomStream): readonly T[] =>
  items
    .map((item) => ({ item, place: random.uniform() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
