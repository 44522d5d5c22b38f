/** `--param`, seen from outside: what is chosen runs, is kept beside the figures, and reaches every replication. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench, read, scenario } = createBenchFolder();

writeFileSync(
  join(folder, 'counted.ts'),
  `import { defineScenario, fixedRate } from 'chronobench';
export default defineScenario(({ param }) => {
  const txCount = param.integer('calls', 3, { min: 1 });
  const label = param.choice('label', ['plain', 'other'], 'plain');
  return {
    chain: 'instant',
    accounts: { user: 2 },
    rounds: [{
      label, txCount, rate: fixedRate(10),
      workload: async ({ account, delay, random, send }) => {
        await delay(random.integer(20));
        await send({ from: account('user', 0), to: account('user', 1), gasLimit: 21_000n });
      },
    }],
  };
});
`,
);

const resultIn = (out: string) => JSON.parse(read(`${out}/result.json`));

test('without it the defaults run, and are part of the result', async () => {
  const { exitCode, stdout } = await bench('run counted.ts');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('chain instant, seed 1;');
  const { scenario: described, fingerprint, rounds } = resultIn('results/counted');
  expect(described.parameters).toEqual({ calls: 3, label: 'plain' });
  expect(fingerprint.parameters).toEqual(described.parameters);
  expect(rounds).toMatchObject([{ label: 'plain', submitted: 3 }]);
});

test('what is chosen runs, is said, and makes the result another one', async () => {
  const { exitCode, stdout } = await bench('run --param calls=5 counted.ts --param label=other --out chosen');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('chain instant, calls=5, label=other, seed 1;');
  expect(resultIn('chosen').rounds).toMatchObject([{ label: 'other', submitted: 5 }]);
  expect(resultIn('chosen').fingerprint).not.toEqual(resultIn('results/counted').fingerprint);
});

test('replications on threads of their own get it too', async () => {
  await bench('run counted.ts --param calls=4 --replications 3 --workers 2 --out many --quiet');
  expect(resultIn('many').replications.rounds).toMatchObject([{ totals: { succeeded: 12 } }]);
});

test('a scenario without parameters has none in its result, and refuses every one', async () => {
  const file = scenario('plain');
  await bench(`run ${file} --quiet`);
  expect(resultIn('results/plain').scenario).not.toHaveProperty('parameters');
  expect(resultIn('results/plain').fingerprint).not.toHaveProperty('parameters');
  const { exitCode, stderr } = await bench(`run ${file} --param calls=4 --out none`);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/plain\.ts.*\n.*--param: expected no parameter, as it has none, received 'calls'/);
});

test('all wrong words are named at once, and nothing is written', async () => {
  const form = await bench(
    'run counted.ts --param calls --param =5 --param label=a --param label=b --seed x',
  );
  expect(form.exitCode).toBe(2);
  expect(form.stderr).toMatch(
    /--seed.*'x'[\s\S]*name=value.*'calls'[\s\S]*name=value.*'=5'[\s\S]*label once.*'label=b'/,
  );
  const { exitCode, stderr } = await bench('run counted.ts --param calls=0 --param lable=other --out none');
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--param calls: expected a whole number, 1 or more, received '0'");
  expect(stderr).toContain("--param: expected one of calls=3, label=plain, received 'lable'");
  expect(() => read('none/result.json')).toThrow();
});
