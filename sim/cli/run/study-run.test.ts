/** `bench run` of a study, from outside. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench, hashes, scenario } = createBenchFolder();

const oneExperiment = `[
  { id: 'draw', title: 'A draw', question: 'What is drawn?', run: async ({ random }) => ({
    tables: [studyTable({ id: 'draws', title: 'Draws' }, [random.uint32()],
      [{ key: 'drawn', head: 'Drawn', decimals: 0, value: (drawn) => drawn }])],
    findings: ['Something was drawn.'],
  }) },
]`;

const study = (name: string, experiments = oneExperiment, more = ''): string => {
  writeFileSync(
    join(folder, `${name}.ts`),
    `/** What chance gives. */
import { defineStudy, fixedRate, studyTable } from 'chronobench';
export default defineStudy({
  name: '${name}', title: 'A study of chance', source: 'Nobody', claimed: [], unknown: [], ${more}
  experiments: ${experiments},
});
`,
  );
  return `${name}.ts`;
};

describe('a study', () => {
  test('is recognised, printed and written like the one that comes with the program', async () => {
    const { exitCode, stdout, stderr } = await bench(`run ${study('chance')}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'draw: A draw\n' });
    expect(stdout).toContain('draw  A draw\nWhat is drawn?');
    expect(stdout).not.toContain('audit');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('✓ done: 1 experiment');
    expect(readdirSync(join(folder, 'results/chance')).sort()).toEqual([
      'chance.md',
      'draw.csv',
      'draw.json',
      'environment.json',
      'manifest.json',
      'result.json',
    ]);
    expect(readFileSync(join(folder, 'results/chance/chance.md'), 'utf8')).not.toContain('impossible');
  });

  test('takes a seed, which alone decides its bytes, and a folder', async () => {
    const file = study('seeds');
    const outs = await Promise.all(
      ['1', '1', '2'].map(async (seed, index) => {
        await bench(`run ${file} --seed ${seed} --out s${index} --quiet`);
        return hashes(`s${index}`);
      }),
    );
    expect(outs[1]).toEqual(outs[0]);
    expect(outs[2]?.['draw.csv']).not.toBe(outs[0]?.['draw.csv']);
  });

  test('runs beside scenarios, each in a folder of its own', async () => {
    const { exitCode, stdout } = await bench(`run ${scenario('plain')} ${study('beside')} --out both`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('✓ passed: 10 submitted');
    expect(stdout).toContain('✓ done: 1 experiment');
    expect(readdirSync(join(folder, 'both')).sort()).toEqual(['beside', 'plain']);
  });

  test('prints its result and nothing else with --json', async () => {
    const { stdout, stderr } = await bench(`run ${study('machine')} --json`);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'machine',
      definition: null,
      published: [],
      experiments: [{ id: 'draw' }],
    });
  });

  test('refuses options that say how a scenario runs, all of them at once', async () => {
    const words = `run ${study('strict')} --verify --chain mainnet --replications 3 --param a=1 --out refused`;
    const { exitCode, stdout, stderr } = await bench(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const option of ['--verify', '--chain', '--replications', '--param'])
      expect(stderr).toContain(`${option}: expected no such option for strict.ts, which is a study`);
    expect(readdirSync(folder)).not.toContain('refused');
  });

  test('says what is wrong with its definition, all of it at once', async () => {
    const broken = study('broken', "[{ id: 'a b', title: '', question: 'Why?' }]", "subtitle: 'none',");
    const { exitCode, stderr } = await bench(`run ${broken}`);
    expect(exitCode).toBe(2);
    for (const path of ['experiments[0].id', 'experiments[0].title', 'experiments[0].run', 'subtitle'])
      expect(stderr).toContain(path);
  });

  test('is ended by SIGINT with 130; what was found until then is written', async () => {
    const endless = `{ id: 'long', title: 'Long', question: 'When?', run: ({ simulate }) => simulate({
      accounts: { user: 1 },
      rounds: [{ label: 'wait', durationMs: 1e9, rate: fixedRate(1), workload: ({ delay }) => delay(1), timeoutMs: 2e9 }],
    }, { label: 'waiting', chain: 'instant' }) }`;
    const file = study('endless', oneExperiment.replace(/\]$/, `${endless}]`));
    const { exitCode, stdout } = await bench(`run ${file} --out part`, { interruptAfter: /^long: /m });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('✗ interrupted (incomplete): after 1 experiment');
  });

  test('is listed with the scenarios', async () => {
    writeFileSync(
      join(folder, 'list.config.ts'),
      "import { defineConfig } from 'chronobench';\nexport default defineConfig({ scenarios: '.' });",
    );
    study('listed');
    expect((await bench('list --config list.config.ts')).stdout).toMatch(/listed\.ts +What chance gives\./);
  });
});
