/** The committed list of checks, each with the test that fails without it. Lines are left out: they move. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Check } from './checks.ts';

export interface KnownKiller {
  /** Source file and function. */
  readonly in: string;
  readonly check: string;
  /** Test file and test; null: the check can go and nobody notices. */
  readonly killedBy: string | null;
}

const file = new URL('../../snapshots/mutants.json', import.meta.url);

export const readKnownKillers = (): readonly KnownKiller[] => JSON.parse(readFileSync(file, 'utf8'));

export const writeKnownKillers = (killers: readonly KnownKiller[]): void =>
  writeFileSync(file, `${JSON.stringify(killers, undefined, 2)}\n`);

export const placeOf = ({ unit, within }: Check): string => `${unit} ${within}`;

export const killerOf = (killers: readonly KnownKiller[], check: Check): string | undefined =>
  killers.find((known) => known.in === placeOf(check) && known.check === check.text)?.killedBy ?? undefined;
