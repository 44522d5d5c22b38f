/** Loads a study and the tables that it is about, and audits them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditReport, auditTables } from '../audit/audit.ts';
import { readTables } from '../audit/reading/read-tables.ts';
import type { PublishedTable } from '../audit/table.ts';
import { hashSources, loadDefaultExport } from '../config/loading.ts';
import type { StudyDefinition } from './study.ts';

export interface LoadedStudy {
  readonly study: StudyDefinition;
  /** The folder that the study's paths are relative to. */
  readonly home: string;
  readonly tables: readonly PublishedTable[];
  /** Under every definition of the columns. */
  readonly audit: AuditReport;
  readonly sourceHash: string;
}

/** `home` may be another folder than the file's: a build of the study lies apart from the files that it reads. */
export const loadStudy = async (file: string, home: string): Promise<LoadedStudy> => {
  const study = (await loadDefaultExport(file, 'defineStudy({…})')) as StudyDefinition; // by its own type
  const tables = study.tables === undefined ? [] : tablesIn(join(home, study.tables));
  return { study, home, tables, audit: auditTables(tables, 'auto'), sourceHash: hashSources(file) };
};

const tablesIn = (path: string): readonly PublishedTable[] =>
  readTables({ name: path, text: readFileSync(path, 'utf8') });
