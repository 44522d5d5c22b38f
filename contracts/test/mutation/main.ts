/**
 * `npm run mutants`: takes each check out of the registry, one at a time, and runs its tests until one fails. Prints
 * every mutant with the test that notices, and writes the list to `snapshots/mutants.json`. Exit code 1 when nobody
 * notices one. Words after it choose: only checks whose place or text contains one of them.
 */
import { type Check, checksOf } from './checks.ts';
import { type KnownKiller, killerOf, placeOf, readKnownKillers, writeKnownKillers } from './known-killers.ts';
import { createMutatedFolder, mutatedContract } from './mutated-folder.ts';
import { firstFailure, quickTests, slowTests } from './test-run.ts';

const folder = createMutatedFolder();
const known = readKnownKillers();

/** Where a failure is likeliest: what noticed it last time, else the tests named as the source is. */
const likeliest = (check: Check): string => {
  const [file = ''] = (killerOf(known, check) ?? '').split(': ');
  if (file !== '') return file;
  const name = check.unit.replace(/^.*\/|\.sol$/g, '').replace(/\B[A-Z]/g, '-$&');
  return (
    quickTests.find((test) => test === `registry/${name.toLowerCase()}.test.ts`) ?? 'registry/check.test.ts'
  );
};

const kill = async (check: Check): Promise<KnownKiller> => {
  await folder.drop(check);
  const first = likeliest(check);
  const others = quickTests.filter((test) => test !== first);
  const killedBy =
    firstFailure([first], folder.path) ??
    firstFailure(others, folder.path) ??
    firstFailure(slowTests, folder.path) ??
    null;
  process.stdout.write(`${check.unit}:${check.line} ${check.within}: ${check.text}\n`);
  process.stdout.write(killedBy === null ? '  ✗ SURVIVES\n' : `  ✓ ${killedBy}\n`);
  return { in: placeOf(check), check: check.text, killedBy };
};

const requireSoundTests = async (): Promise<void> => {
  await folder.drop(undefined);
  const failure = firstFailure([...quickTests, ...slowTests], folder.path);
  if (failure !== undefined) throw new Error(`a test fails with all checks in place: ${failure}`);
};

const words = process.argv.slice(2);
const checks = await checksOf(mutatedContract);
const isChosen = (check: Check): boolean =>
  words.length === 0 || words.some((word) => `${placeOf(check)}: ${check.text}`.includes(word));

await requireSoundTests();
const killers: KnownKiller[] = [];
for (const check of checks)
  killers.push(
    isChosen(check)
      ? await kill(check)
      : { in: placeOf(check), check: check.text, killedBy: killerOf(known, check) ?? null },
  );
folder.remove();
writeKnownKillers(killers);
const triedCount = checks.filter(isChosen).length;
const survivorCount = killers.filter(({ killedBy }, index) => {
  const check = checks[index];
  return killedBy === null && check !== undefined && isChosen(check);
}).length;
process.stdout.write(
  `${triedCount} mutants, ${triedCount - survivorCount} killed, ${survivorCount} survive\n`,
);
process.exit(survivorCount === 0 ? 0 : 1);
