/** The study that the paper's leaked records were of: when, what, of which kind, by whom, how many images. */
import type { ImagingStudy, Reference } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { modalities, pickByZipf, procedures } from './codes.ts';
import { drawUuid } from './people.ts';
import { meta } from './resource.ts';

export interface StudyParts {
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly physician: Reference;
  readonly started: string;
}

export const drawStudy = (parts: StudyParts, random: RandomStream): ImagingStudy => {
  const { subject, encounter, physician, started } = parts;
  const modality = pickByZipf(modalities, random);
  const numberOfInstances = 20 + random.integer(400);
  // DICOM PS3.5 annex B.2: a UID from a UUID is 2.25 and its value as one decimal number.
  const uid = `2.25.${BigInt(`0x${drawUuid(random).replaceAll('-', '')}`)}`;
  return {
    ...{ resourceType: 'ImagingStudy', id: drawUuid(random), meta, status: 'available' },
    ...{ subject, encounter, started, numberOfInstances, numberOfSeries: 1 },
    identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }],
    interpreter: [physician],
    referrer: physician,
    procedureCode: [{ text: pickByZipf(procedures, random) }],
    series: [
      {
        ...{ uid: `${uid}.1`, number: 1, numberOfInstances },
        modality: { ...modality, display: `Modality ${modality.code}` },
      },
    ],
  };
};
