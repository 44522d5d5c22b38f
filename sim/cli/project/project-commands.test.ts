/** Commands of a project's own, as its users meet them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench } = createBenchFolder();
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const greet = `import { defineCommand } from 'chronobench';
export default defineCommand({
  describe: 'Say hello',
  options: {
    name: { kind: 'text', describe: 'Whom to greet' },
    loud: { kind: 'flag', describe: 'In capitals' },
    times: { kind: 'whole', least: 1, most: 3, describe: 'How often' },
    tongue: { kind: 'choice', choices: ['en', 'de'], describe: 'Language' },
  },
  run: async ({ name, loud, times = 1, tongue = 'en' }, { print, tell }) => {
    tell('greeting');
    const text = (tongue === 'de' ? 'hallo ' : 'hello ') + (name ?? 'world');
    for (let i = 0; i < times; i += 1) print(loud ? text.toUpperCase() : text);
    return name === 'nobody' ? 1 : undefined;
  },
});
`;
const wait = `import { defineCommand } from 'chronobench';
export default defineCommand({
  describe: 'Wait',
  run: async (_, { print, tell, signal }) => {
    const timer = setInterval(() => {}, 1000);
    tell('waiting');
    await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
    clearInterval(timer);
    print('tidied up');
  },
});
`;
const project = (commands: Record<string, string>, name = 'bench.config.ts'): void =>
  write(name, `export default { commands: ${JSON.stringify(commands)} };\n`);

write('greet.ts', greet);
write('wait.ts', wait);
project({ greet: './greet.ts', wait: './wait.ts' });

test.concurrent('a command gets what the user gave, checked, and decides about the exit code', async () => {
  const [polite, plain, refused] = await Promise.all([
    bench('greet --name ann --loud --times 2 --tongue de'),
    bench('greet'),
    bench('greet --name nobody'),
  ]);
  expect(polite).toEqual({ exitCode: 0, stdout: 'HALLO ANN\nHALLO ANN\n', stderr: 'greeting\n' });
  expect(plain).toMatchObject({ exitCode: 0, stdout: 'hello world\n' });
  expect(refused).toMatchObject({ exitCode: 1 });
});

test.concurrent('help lists the commands of the project, and each has help of its own', async () => {
  const { exitCode, stdout, stderr } = await bench('--help');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/bench greet +Say hello/);
  expect(stdout).toMatch(/bench run <scenario..>/);
  for (const words of ['greet --help', 'help greet'])
    expect((await bench(words)).stdout).toMatch(/--tongue +Language \(en, de\)/);
  expect((await bench('help')).stdout).toBe(stdout);
});

test.concurrent('wrong options are told all at once, with exit code 2', async () => {
  const { exitCode, stderr } = await bench('greet --times 4 --tongue fr');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/--times: expected a whole number from 1 to 3, received '4'/);
  expect(stderr).toMatch(/--tongue: expected one of en, de, received 'fr'/);
  expect(await bench('greet --tims 4')).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/tims/) });
  expect(await bench('greet ann')).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/ann/) });
});

test.concurrent('the first SIGINT lets a command finish what it does, with exit code 130', async () => {
  const outcome = await bench('wait', { interruptAfter: /waiting/ });
  expect(outcome).toEqual({ exitCode: 130, stdout: 'tidied up\n', stderr: 'waiting\n' });
});

test.concurrent('a file that is missing, no command, or throws is said to be so', async () => {
  write('empty.ts', 'export default { describe: 7, options: { help: { kind: "flag" } }, extra: 1 };\n');
  write('broken.ts', 'throw new Error("boom");\n');
  write('throws.ts', `export default { describe: 'x', run: async () => { throw new Error('boom'); } };\n`);
  const commands = {
    absent: './absent.ts',
    empty: './empty.ts',
    broken: './broken.ts',
    throws: './throws.ts',
  };
  project(commands, 'bad.config.ts');
  const outcome = async (name: string) => bench(`${name} --config bad.config.ts`);
  expect(await outcome('absent')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/bad\.config\.ts.*\n.*commands\.absent: expected a file/),
  });
  const { exitCode, stderr } = await outcome('empty');
  expect(exitCode).toBe(2);
  for (const path of ['describe', 'options.help', 'run', 'extra'])
    expect(stderr).toContain(`  ${path}: expected`);
  expect(await outcome('broken')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/broken\.ts.*boom/),
  });
  expect(await outcome('throws')).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/throws\.ts.*boom/),
  });
});

test.concurrent('help answers in spite of a broken command, and says what is wrong', async () => {
  const { exitCode, stdout, stderr } = await bench('--help --config bad.config.ts');
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/bench run <scenario..>/);
  expect(stderr).toMatch(/bad\.config\.ts|broken\.ts|empty\.ts/);
  write('seven.config.ts', 'export default 7;\n');
  expect(await bench('--help --config seven.config.ts')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/seven\.config\.ts is not valid/),
  });
});

test.concurrent("bench's own commands never look at a project's, and their names cannot be taken", async () => {
  project({ run: './greet.ts', Greet: './greet.ts' }, 'taken.config.ts');
  const { exitCode, stderr } = await bench('greet --config taken.config.ts');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/commands\.run: expected .*none of run, gas, check, compare, report, export, audit/);
  expect(stderr).toMatch(/commands\.Greet: expected names of small letters/);
  project({ greet: './broken.ts' }, 'unused.config.ts');
  expect(await bench('list --config unused.config.ts')).toMatchObject({ exitCode: 0 });
});
