/** One measured value, as it is likely at a person's age. */
import type { Observation, Reference } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { drawNormal, pickByZipf, tests } from './codes.ts';
import { ageAtReference } from './people.ts';

export interface ObservationParts {
  readonly id: string;
  readonly meta: NonNullable<Observation['meta']>;
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly birthDate: string;
  readonly at: string;
}

export const drawObservation = (parts: ObservationParts, random: RandomStream): Observation => {
  const { birthDate, at, ...common } = parts;
  const { unit, mean, deviation, perYear, ...coding } = pickByZipf(tests, random);
  const value = drawNormal(mean + perYear * (ageAtReference(birthDate) - 40), deviation, random);
  return {
    resourceType: 'Observation',
    ...common,
    status: 'final',
    code: { coding: [coding], text: coding.display },
    effectiveDateTime: at,
    valueQuantity: {
      value: Math.round(value * 100) / 100,
      unit,
      system: 'http://unitsofmeasure.org',
      code: unit,
    },
  };
};
