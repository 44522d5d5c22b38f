/**
 * The systems that we are compared with are no dependencies of the package: the benchmark installs them on demand, in
 * exactly these versions, into a cache folder of their own. What cannot be had (no registry, no build for this
 * machine) is left out of the comparison, and said to be.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const peerVersions = {
  '@nomicfoundation/edr': '0.22.0',
  '@foundry-rs/anvil': '1.7.1',
  ganache: '7.9.2',
} as const;

export type PeerName = keyof typeof peerVersions;

export const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/chronobench');
const folder = join(cacheFolder, 'peers');
const manifest = join(folder, 'package.json');

export const peerPath = (path: string): string => join(folder, 'node_modules', path);
export const requirePeer = (name: PeerName): unknown => createRequire(manifest)(name);

/** Installs what is missing. Returns why, if that failed; each peer then shows by itself whether it is there. */
export async function installPeers(): Promise<string | undefined> {
  const wanted = JSON.stringify({ private: true, dependencies: peerVersions });
  const isInstalled = existsSync(peerPath('ganache')) && readFileSync(manifest, 'utf8') === wanted;
  if (isInstalled) return undefined;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  // npm runs on the Node that runs us, whose version decides which of a package's native builds are installed.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', '--loglevel=error'];
  const failure = await promisify(execFile)('npm', ['install', ...options], { cwd: folder, env }).catch(
    String,
  );
  return typeof failure === 'string' ? failure : undefined;
}
