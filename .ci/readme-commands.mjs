// Runs every `npx bench` and `npm run` line of the README's sh blocks, as printed; the first that fails ends it.
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
  if (status !== 0) {
    console.error(`README command failed with ${status}: ${command}`);
    process.exit(1);
  }
}
