#!/usr/bin/env node
// The launcher: plain JavaScript that an old Node can parse, so that it can say that it is too old.
// In a checkout the sources run as they are; in an installed package, where Node strips no types, their build does.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

const oldest = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `bench needs Node ${oldest.join('.')} or newer and was started by ${process.versions.node}: ` +
      'use the one that "npm ci" installed, through "npx bench".\n',
  );
  process.exitCode = 2;
} else {
  nodeModule.enableCompileCache();
  const source = new URL('./main.ts', import.meta.url);
  const built = new URL('../../dist/sim/cli/main.js', import.meta.url);
  const { main } = await import((existsSync(source) ? source : built).href);
  await main(process.argv.slice(2));
}
