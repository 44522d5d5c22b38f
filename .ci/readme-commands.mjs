// Runs every `npx bench` line of the README's sh blocks, as printed; the first that does not end as it should ends it:
// with 0, or with what a comment behind it says (`# exits with 1: …`).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const blocks = readFileSync('README.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g);
const lines = [...blocks].flatMap(([, block]) => block.split('\n'));
const commands = lines
  .map((line) => line.replace(/^npm ci && /, '').trim())
  .filter((line) => /^npx bench /.test(line));
if (commands.length === 0) throw new Error('the README shows no command');
for (const command of commands) {
  console.log(`\n$ ${command}`);
  const { status } = spawnSync('bash', ['-c', command], { stdio: 'inherit' });
  const expected = Number(/# exits with (\d+)/.exec(command)?.[1] ?? 0);
  if (status !== expected) {
    console.error(`README command ended with ${status} instead of ${expected}: ${command}`);
    process.exit(1);
  }
}
