/** A study as it lies on disk: the folder that "bench run" or "bench paper" wrote. */
import type { StudyResult } from '../../study/result.ts';
import { readSavedText } from './file.ts';
import { resultName } from './run.ts';

/** Undefined for a folder with another kind of result, or none. Throws `ResultTampered`. */
export const readSavedStudy = (folder: string): StudyResult | undefined => {
  const text = readSavedText(folder, resultName);
  if (text === undefined) return undefined;
  try {
    const result = JSON.parse(text) as Partial<StudyResult> | null;
    return Array.isArray(result?.experiments) && typeof result.title === 'string'
      ? (result as StudyResult)
      : undefined;
  } catch {
    return undefined; // which whoever reads it as a run's tells
  }
};
