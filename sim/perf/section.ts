/** What each measurement hands to the entry: a table for people, the same figures for machines. */
export interface Section {
  readonly title: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Says what is being done now; shown and overwritten on stderr. */
export type Progress = (activity: string) => void;
export type Measure = (progress: Progress) => Promise<Section>;
