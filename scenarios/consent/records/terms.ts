/**
 * What a patient agrees to in words: a template with a version, of which the chain gets the hash. Never the hash of a signed form: that has a name
 * and a date in it, and so few possible values that its hash would tell them.
 */
import { bytesToHex, type Hex, keccak256 } from '../../../sim/index.ts';

export interface TermsTemplate {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export const termsOf = ({ id, version, text }: TermsTemplate): Hex =>
  bytesToHex(keccak256(Buffer.from(JSON.stringify([id, version, text]))));

export const templateUri = ({ id, version }: TermsTemplate): string =>
  `urn:chronobench:terms:${id}:${version}`;

export const readingTerms: TermsTemplate = {
  id: 'reading',
  version: 1,
  text:
    'The member of staff named may read the records listed, for the purpose and until the time stated. I may withdraw this at any time, ' +
    'without reasons and at once. What was read before stays read.',
};
