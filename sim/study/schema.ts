/** What a study must look like to be run: stated once, checked before anything begins. */
import * as z from 'zod/mini';
import { definitionNames } from '../audit/definition.ts';
import { loadDefaultExport } from '../config/loading.ts';
import { InvalidInput, problemsOf } from '../config/validation.ts';
import type { StudyDefinition } from './study.ts';

const nonEmpty = (what: string) => z.string({ error: what }).check(z.minLength(1, { error: what }));
const text = nonEmpty('text that is not empty');
const texts = z.array(text, { error: 'a list of texts' });
const name = z
  .string({ error: 'letters, digits and dashes' })
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, { error: 'letters, digits and dashes' }));
const id = z
  .string({ error: 'letters and digits' })
  .check(z.regex(/^[A-Za-z0-9]+$/, { error: 'letters and digits' }));

const experiment = z.strictObject({
  id,
  title: text,
  question: text,
  run: z.custom((value) => typeof value === 'function', { error: 'a function' }),
});

const studySchema = z.strictObject({
  name,
  title: text,
  source: text,
  published: z.optional(
    z.strictObject({
      file: text,
      definition: z.enum(definitionNames, { error: `one of ${definitionNames.join(', ')}` }),
    }),
  ),
  claimed: texts,
  unknown: texts,
  experiments: z.array(experiment, { error: 'a list of experiments' }).check(
    z.minLength(1, { error: 'at least one experiment' }),
    z.refine((all) => new Set(all.map((each) => each.id)).size === all.length, {
      error: 'experiments of which no two have the same id',
    }),
  ),
});

/** Whether a default export is meant as a study: nothing else has experiments. */
const isStudy = (exported: unknown): boolean =>
  typeof exported === 'object' && exported !== null && 'experiments' in exported;

/** Errors: those of `loadDefaultExport`. */
export const isStudyFile = async (file: string, copy?: string): Promise<boolean> =>
  isStudy(await loadDefaultExport(file, 'defineScenario({…})', copy));

/** Throws InvalidInput, with every problem at once. */
export const checkedStudy = (file: string, exported: unknown): StudyDefinition => {
  const problems = problemsOf(studySchema, exported);
  if (problems.length > 0) throw new InvalidInput(file, problems);
  return exported as StudyDefinition;
};
