/** `bench audit`: is a published table possible at all? Nothing runs and nothing is written. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { auditTables, type DefinitionChoice, definitionChoices } from '../audit/audit.ts';
import { checkClaim } from '../audit/claims/claim.ts';
import { readTables } from '../audit/reading/read-tables.ts';
import { BenchError, type ExitCode, exitCodes } from '../errors.ts';
import { auditJson } from '../report/audit-json.ts';
import { toJson } from '../report/json.ts';
import { auditText } from '../report/terminal/audit.ts';
import { UsageError } from './failure.ts';
import { detectScreen } from './screen.ts';

export interface AuditArguments {
  readonly file: string;
  readonly definition?: string | undefined;
  readonly claim: readonly string[];
  readonly json: boolean;
}

export const auditCommand = async (args: AuditArguments): Promise<ExitCode> => {
  const choice = definitionChoice(args.definition ?? 'auto');
  const name = args.file === '' ? standardInput : args.file;
  const tables = readTables({ name, text: await read(name) });
  const claims = args.claim.map((claim) => checkClaim(claim, tables));
  const report = auditTables(tables, choice);
  process.stdout.write(
    args.json
      ? toJson(auditJson(report, claims))
      : `${auditText(report, claims, { color: detectScreen(false).color })}\n`,
  );
  const isSound = report.surviving.length > 0 && claims.every(({ verdict }) => verdict !== 'fails');
  return isSound ? exitCodes.ok : exitCodes.gateFailed;
};

const definitionChoice = (name: string): DefinitionChoice => {
  const choice = definitionChoices.find((known) => known === name);
  if (choice === undefined)
    throw new UsageError('there is no such definition', 'bench audit --help says what each means', [
      { path: '--definition', expected: `one of ${definitionChoices.join(', ')}`, received: `'${name}'` },
    ]);
  return choice;
};

/** yargs hands this word over as an empty one. */
const standardInput = '-';

const read = async (file: string): Promise<string> => {
  if (file === standardInput) return text(process.stdin);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TableFileMissing(file, cause);
  }
};

export class TableFileMissing extends BenchError {
  override readonly name = 'TableFileMissing';
  constructor(file: string, cause: unknown) {
    super(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'TABLE_FILE_MISSING',
      exitCode: exitCodes.usage,
      file,
      hint: 'give the path of a Markdown, CSV, TSV or JSON file, or - for standard input',
      cause,
    });
  }
}
