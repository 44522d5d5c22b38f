/** People and institutes who never were: names built from syllables, dates drawn around a fixed day. */
import type { RandomStream } from '../../../sim/index.ts';

const syllables = [
  'ba',
  'dor',
  'el',
  'fen',
  'gri',
  'hal',
  'in',
  'jo',
  'kes',
  'lum',
  'mar',
  'nu',
  'os',
  'pri',
  'quen',
  'ros',
];
const endings = ['berg', 'dottir', 'feld', 'ham', 'ko', 'lund', 'mann', 'nen', 'sen', 'ska', 'ton', 'wick'];

export const drawGivenName = (random: RandomStream): string =>
  capital(random.pick(syllables) + random.pick(syllables) + random.pick(['a', 'o', 'e', 'is', 'an']));

export const drawFamilyName = (random: RandomStream): string =>
  capital(random.pick(syllables) + random.pick(syllables) + random.pick(endings));

export const drawInstitute = (random: RandomStream): string =>
  `${drawFamilyName(random)} ${random.pick(['General Hospital', 'Clinic', 'Imaging Centre', 'University Hospital'])}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const dayMs = 86_400_000;
/** All dates count back from here, so that a bundle does not depend on when it is made. */
const referenceMs = Date.UTC(2026, 0, 1);

/** `YYYY-MM-DD`, so many days before the reference. */
export const dateBefore = (days: number): string =>
  new Date(referenceMs - days * dayMs).toISOString().slice(0, 10);

/** The same with a time of day, to the second. */
export const instantBefore = (days: number, secondOfDay: number): string =>
  `${new Date(referenceMs - days * dayMs + secondOfDay * 1000).toISOString().slice(0, 19)}Z`;

export const ageAtReference = (birthDate: string): number =>
  (referenceMs - Date.parse(birthDate)) / (365.25 * dayMs);

/** RFC 9562 version 4 by form; from a seeded stream, so a name and no secret. */
export const drawUuid = (random: RandomStream): string => {
  const digits = Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
  const variant = '89ab'.charAt(random.integer(4));
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
  return [...parts, `${variant}${digits.slice(17, 20)}`, digits.slice(20)].join('-');
};
