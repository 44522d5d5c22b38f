/**
 * `npm run prove`: the promises of the models hold in every history, and break in every twin that lacks what they
 * rest on. Exit code 1 when one does not, 2 without a solver.
 */
import { examine, type Finding } from './checker.ts';
import { solveByZ3, z3Version } from './z3.ts';

const models = ['IsolationModel', 'WithdrawalModel'];
const twins = ['SharedPlace', 'AnySigner', 'AnyEpoch', 'WrappingEpochs'];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const prove = (model: string): boolean => {
  const findings = examine(`${model}.sol`, model, 'chc', solveByZ3);
  say(model);
  for (const { verdict, place, assertion } of distinct(findings))
    say(`  ${verdict === 'proved' ? '✓' : '✗'} ${verdict}  ${place}  ${assertion}`);
  return findings.length > 0 && findings.every(({ verdict }) => verdict === 'proved');
};

/** That a history leads there, CHC says; how the last call of it does, BMC. */
const refute = (twin: string): boolean => {
  const refuted = distinct(examine(`twins/${twin}.sol`, twin, 'chc', solveByZ3)).filter(isRefuted);
  say(twin);
  for (const { place, assertion } of refuted) say(`  ✓ refuted  ${place}  ${assertion}`);
  if (refuted.length === 0) say('  ✗ nothing is refuted');
  const [example] = examine(`twins/${twin}.sol`, twin, 'bmc', solveByZ3).filter(isRefuted);
  for (const line of example?.counterexample ?? []) say(`      ${line.trim()}`);
  return refuted.length > 0;
};

const isRefuted = ({ verdict }: Finding): boolean => verdict === 'refuted';

/** One line for each assertion, which is examined once for every function that it guards. */
const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.place} ${finding.verdict}`, finding])).values(),
];

const version = z3Version();
if (version === undefined) {
  process.stderr.write('prove: z3 is not installed, so nothing is proved (Debian: apt-get install z3)\n');
  process.exit(2);
}
say(`${version}\n\nPromised, in every history:`);
const proofs = models.map(prove);
say('\nBroken twins, which the same prover must refute:');
const refutations = twins.map(refute);
const failed = [...proofs, ...refutations].filter((isGood) => !isGood).length;
say(
  `\n${failed === 0 ? '✓' : '✗'} ${models.length} models, ${twins.length} twins, ${failed} not as they should be`,
);
process.exit(failed === 0 ? 0 : 1);
