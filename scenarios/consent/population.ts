/**
 * Who there is and who sees whom. Patients are divided among the staff into panels of equal size; every member of staff
 * treats its own panel and, for a share of its relationships, patients of other panels. A relationship is one pair
 * (patient, staff): the thing that a consent is about. All parameters have the defaults of the paper-sized profile.
 */
import type { RandomStream } from '../../sim/index.ts';

export interface PopulationParameters {
  readonly patientCount: number;
  readonly staffCount: number;
  /** Relationships per member of staff. */
  readonly relationshipsPerStaff: number;
  /** The share of relationships with patients of other panels; 10 % in an access log of a hospital group. */
  readonly elsewhereRatio: number;
}

export const paperPopulation: PopulationParameters = {
  patientCount: 100,
  staffCount: 20,
  relationshipsPerStaff: 5,
  elsewhereRatio: 0.1,
};

export interface Relationship {
  readonly patientIndex: number;
  readonly staffIndex: number;
}

/** Distinct pairs, the staff in turn, so that neighbours in the list have different senders. */
export const drawRelationships = (population: PopulationParameters, random: RandomStream): Relationship[] => {
  const perStaff = Array.from({ length: population.staffCount }, (_, staffIndex) =>
    drawPatients(population, staffIndex, random.fork(`staff ${staffIndex}`)).map((patientIndex) => ({
      patientIndex,
      staffIndex,
    })),
  );
  return Array.from({ length: population.relationshipsPerStaff }, (_, turn) =>
    perStaff.flatMap((relationships) => relationships[turn] ?? []),
  ).flat();
};

const drawPatients = (
  population: PopulationParameters,
  staffIndex: number,
  random: RandomStream,
): number[] => {
  const panelSize = Math.max(1, Math.floor(population.patientCount / population.staffCount));
  const patients = new Set<number>();
  while (patients.size < Math.min(population.relationshipsPerStaff, population.patientCount)) {
    const isElsewhere = patients.size >= panelSize || random.uniform() < population.elsewhereRatio;
    const offset = random.integer(isElsewhere ? population.patientCount : panelSize);
    patients.add((isElsewhere ? offset : staffIndex * panelSize + offset) % population.patientCount);
  }
  return [...patients];
};

/** A pair that `relationships` lacks: somebody who asks for the first time. */
export const drawStranger = (
  population: PopulationParameters,
  relationships: readonly Relationship[],
  random: RandomStream,
): Relationship => {
  const known = new Set(relationships.map(({ patientIndex, staffIndex }) => `${patientIndex} ${staffIndex}`));
  for (;;) {
    const patientIndex = random.integer(population.patientCount);
    const staffIndex = random.integer(population.staffCount);
    if (!known.has(`${patientIndex} ${staffIndex}`)) return { patientIndex, staffIndex };
  }
};
