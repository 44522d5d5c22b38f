import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../sim/index.ts';
import { drawRelationships, drawStranger, type PopulationParameters, paperPopulation } from './population.ts';

const populations = fc.record({
  patientCount: fc.integer({ min: 2, max: 60 }),
  staffCount: fc.integer({ min: 2, max: 12 }),
  relationshipsPerStaff: fc.integer({ min: 1, max: 8 }),
  elsewhereRatio: fc.double({ min: 0, max: 1, noNaN: true }),
});

const draw = (population: PopulationParameters, seed: number) =>
  drawRelationships(population, createRandom(seed));

test('every member of staff has the relationships it should, all distinct and within the population', () => {
  fc.assert(
    fc.property(populations, fc.nat(), (population, seed) => {
      const pairs = draw(population, seed);
      const perStaff = Math.min(population.relationshipsPerStaff, population.patientCount);
      expect(pairs).toHaveLength(population.staffCount * perStaff);
      expect(new Set(pairs.map(({ patientIndex, staffIndex }) => `${patientIndex} ${staffIndex}`)).size).toBe(
        pairs.length,
      );
      for (const { patientIndex, staffIndex } of pairs) {
        expect(patientIndex).toBeLessThan(population.patientCount);
        expect(staffIndex).toBeLessThan(population.staffCount);
      }
    }),
  );
});

test('a stranger is no relationship', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const pairs = draw(paperPopulation, seed);
      expect(pairs).not.toContainEqual(drawStranger(paperPopulation, pairs, createRandom(seed)));
    }),
  );
});

test('the share of patients of other panels is the one asked for', () => {
  // 2,000 staff with large panels, so that a full panel forces nobody elsewhere; 10,000 draws.
  const population = { ...paperPopulation, patientCount: 200_000, staffCount: 2_000 };
  const pairs = draw(population, 1);
  const elsewhere = pairs.filter(
    ({ patientIndex, staffIndex }) => Math.floor(patientIndex / 100) !== staffIndex,
  );
  const standardError = Math.sqrt((0.1 * 0.9) / pairs.length);
  expect(Math.abs(elsewhere.length / pairs.length - 0.1)).toBeLessThan(4 * standardError);
});
