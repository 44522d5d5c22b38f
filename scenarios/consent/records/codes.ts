/**
 * A few codes, most frequent first: in real records a tenth of the codes makes up most entries (Wright and Bates 2010), so they are drawn by
 * Zipf's law. LOINC codes and names are copyright of Regenstrief Institute, Inc. and the LOINC Committee, free of charge under the LOINC licence.
 */
import type { Coding } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';

export interface Test extends Coding {
  readonly code: string;
  readonly display: string;
  readonly unit: string;
  readonly mean: number;
  readonly deviation: number;
  /** By how much the mean rises in a year of age. */
  readonly perYear: number;
}

const test = (
  code: string,
  display: string,
  unit: string,
  [mean, deviation, perYear]: readonly [number, number, number],
): Test => ({ system: 'http://loinc.org', code, display, unit, mean, deviation, perYear });

export const tests: readonly Test[] = [
  test('8867-4', 'Heart rate', '/min', [72, 10, 0]),
  test('8480-6', 'Systolic blood pressure', 'mm[Hg]', [112, 12, 0.4]),
  test('8462-4', 'Diastolic blood pressure', 'mm[Hg]', [72, 8, 0.1]),
  test('8310-5', 'Body temperature', 'Cel', [36.8, 0.4, 0]),
  test('29463-7', 'Body weight', 'kg', [70, 14, 0.1]),
  test('2339-0', 'Glucose [Mass/volume] in Blood', 'mg/dL', [90, 12, 0.2]),
  test('718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', [14, 1.2, -0.01]),
  test('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', [0.85, 0.2, 0.003]),
  test('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', [5.3, 0.5, 0.01]),
  test('2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma', 'mg/dL', [175, 30, 0.5]),
];

/** DICOM PS3.16, CID 29: acquisition modalities. */
export const modalities = ['CT', 'MR', 'US', 'DX', 'MG', 'PT'].map((code) => ({
  system: 'http://dicom.nema.org/resources/ontology/DCM',
  code,
}));

export const procedures = [
  'Chest with contrast',
  'Skull without contrast',
  'Abdomen, three phases',
  'Left knee, two planes',
  'Cervical spine',
  'Whole body survey',
];

export const conditions = [
  'Raised blood pressure',
  'Diabetes mellitus',
  'Low back pain',
  'Asthma',
  'Migraine',
  'Anaemia',
];

export const medications = [
  'Metformin 500 mg',
  'Ramipril 5 mg',
  'Ibuprofen 400 mg',
  'Salbutamol 100 ug',
  'Simvastatin 20 mg',
];

/** The n-th of a list with probability in proportion to 1/n. */
export const pickByZipf = <T>(items: readonly [T, ...T[]] | readonly T[], random: RandomStream): T => {
  const total = items.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  let left = random.uniform() * total;
  for (const [index, item] of items.entries()) {
    left -= 1 / (index + 1);
    if (left < 0) return item;
  }
  return items[0] as T;
};

/** Normal by Box and Muller, cut off at three deviations. */
export const drawNormal = (mean: number, deviation: number, random: RandomStream): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  const standard = radius * Math.cos(2 * Math.PI * random.uniform());
  return mean + deviation * Math.max(-3, Math.min(3, standard));
};
