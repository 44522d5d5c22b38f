/** Loads a study and the tables that it is about, if there are any, and audits them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditReport, auditTables } from '../audit/audit.ts';
import { readTables } from '../audit/reading/read-tables.ts';
import type { PublishedTable } from '../audit/table.ts';
import { hashSources, loadDefaultExport } from '../config/loading.ts';
import { checkedStudy } from './schema.ts';
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
export const loadStudy = async (file: string, home: string, copy?: string): Promise<LoadedStudy> => {
  const study = checkedStudy(file, await loadDefaultExport(file, 'defineStudy({…})', copy));
  const tables = study.published === undefined ? [] : tablesIn(join(home, study.published.file));
  return { study, home, tables, audit: auditTables(tables, 'auto'), sourceHash: hashSources(file) };
};

const tablesIn = (path: string): readonly PublishedTable[] =>
  readTables({ name: path, text: readFileSync(path, 'utf8') });
