/**
 * Blobs as IPFS keeps them: blocks named by their content id (blockstore-fs), here with a file for each key that says
 * which block it means. A block is on disk before anything refers to it, and goes after the last reference has; what
 * a crash leaves between the two is found and removed on opening. Contents are checked against their id on every read.
 *
 * blockstore-fs renames files into place but forces nothing to disk, and two writers of one block in it share one
 * temporary file; so writes are synced here and happen one at a time.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import { removeDurably, sync, writeDurably } from './durable-files.ts';
import { fileNameOf } from './keyed-files.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createReferences, type References } from './references.ts';
import type { KeyedBytes } from './store.ts';

export const openContentFiles = async (folder: string, writeFolder: string): Promise<KeyedBytes> => {
  const [blockFolder, referenceFolder] = [join(folder, 'blocks'), join(folder, 'references')];
  await Promise.all([blockFolder, referenceFolder].map((each) => mkdir(each, { recursive: true })));
  const blocks = new FsBlockstore(blockFolder, { shardingStrategy: sharding });
  const references = await readReferences(referenceFolder);
  const oneAtATime = createOneAtATime();

  /** A block that goes while it is being read has been replaced: then there is something else to read. */
  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const [cid, countBefore] = [references.of(name), references.changeCount()];
    try {
      return cid === undefined ? undefined : await readBlock(blocks, CID.parse(cid));
    } catch (error) {
      if (countBefore === references.changeCount()) throw error;
      return read(name);
    }
  };
  const drop = async (cid: string | undefined): Promise<void> => {
    if (cid !== undefined && !references.isReferred(cid)) await blocks.delete(CID.parse(cid));
  };
  // A block's file is named by its multihash alone, of which the library makes a CIDv0.
  for await (const { cid } of blocks.getAll()) await drop(CID.createV1(raw.code, cid.multihash).toString());

  return {
    put: (key, bytes) =>
      oneAtATime(async () => {
        const [name, cid] = [fileNameOf(key), await contentIdOf(bytes)];
        if (!references.isReferred(cid.toString())) await putDurably(blocks, cid, bytes);
        await writeDurably(join(referenceFolder, name), Buffer.from(cid.toString()), writeFolder);
        await drop(references.set(name, cid.toString()));
      }),
    get: (key) => read(fileNameOf(key)),
    delete: (key) =>
      oneAtATime(async () => {
        const name = fileNameOf(key);
        await removeDurably(join(referenceFolder, name));
        await drop(references.set(name, undefined));
      }),
  };
};

const sharding = new NextToLast();

const putDurably = async (blocks: FsBlockstore, cid: CID, bytes: Uint8Array): Promise<void> => {
  await blocks.put(cid, bytes);
  const { dir, file } = sharding.encode(cid);
  const folder = join(blocks.path, dir);
  for (const path of [join(folder, file), folder, blocks.path]) await sync(path);
};

const readReferences = async (folder: string): Promise<References> => {
  const references = createReferences();
  for (const name of await readdir(folder)) references.set(name, await readFile(join(folder, name), 'utf8'));
  return references;
};

const contentIdOf = async (bytes: Uint8Array): Promise<CID> =>
  CID.createV1(raw.code, await sha256.digest(bytes));

const readBlock = async (blocks: FsBlockstore, cid: CID): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of blocks.get(cid)) pieces.push(piece);
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (!(await contentIdOf(bytes)).equals(cid)) throw new BlockDamaged();
  return bytes;
};

export class BlockDamaged extends BenchError {
  override readonly name = 'BlockDamaged';
  constructor() {
    super('a stored block is not what its content id says', {
      code: 'BLOCK_DAMAGED',
      exitCode: exitCodes.scenarioFailed,
      hint: 'restore the folder of the store from a backup',
    });
  }
}
