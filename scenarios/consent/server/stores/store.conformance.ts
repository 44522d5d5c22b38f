/** What every store must do, however it keeps things; each implementation's test calls this. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerStore } from './store.ts';

export interface StoreMaker {
  readonly open: () => Promise<ServerStore>;
  /** How many random cases its speed allows. */
  readonly runCount: number;
}

const parts = ['blobs', 'dataKeys', 'pointers', 'revocations'] as const;
const key = fc.stringMatching(/^[A-Za-z0-9._:-]{1,12}$/);
const bytes = fc.uint8Array({ maxLength: 300 });
const filled = (value: number, length = 50_000): Uint8Array => new Uint8Array(length).fill(value);

export const describeStore = ({ open, runCount }: StoreMaker): void => {
  let store: ServerStore;
  beforeAll(async () => {
    store = await open();
  }, 30_000);
  afterAll(() => store.close());

  test('what was put is got, until it is replaced or deleted; what was never put is nothing', async () => {
    const step = fc.record({
      part: fc.constantFrom(...parts),
      key,
      bytes: fc.option(bytes, { nil: undefined }),
    });
    const model = new Map<string, Uint8Array>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const { part, key, bytes } of steps) {
          if (bytes === undefined) await store[part].delete(key);
          else await store[part].put(key, bytes);
          if (bytes === undefined) model.delete(`${part} ${key}`);
          else model.set(`${part} ${key}`, bytes);
        }
        for (const { key } of steps)
          for (const part of parts)
            expect(plain(await store[part].get(key))).toEqual(plain(model.get(`${part} ${key}`)));
      }),
      { numRuns: runCount },
    );
  });

  test('nothing, and a quarter of a million bytes, come back as they were', async () => {
    const large = Uint8Array.from({ length: 250_000 }, (_, i) => (i * 31) % 251);
    await store.blobs.put('large', large);
    await store.blobs.put('empty', new Uint8Array());
    expect(Buffer.from((await store.blobs.get('large')) ?? []).equals(large)).toBe(true);
    expect(await store.blobs.get('empty')).toHaveLength(0);
  });

  // A Buffer is a Uint8Array whose `slice` copies nothing.
  test.each([
    ['an array', new Uint8Array([1, 2, 3])],
    ['a Buffer', Buffer.from([1, 2, 3])],
  ])('the bytes of %s are copied at the door, in both directions', async (_, mine) => {
    const put = store.blobs.put('copied', mine);
    const append = store.log.append(mine);
    mine.fill(9);
    await put;
    const index = await append;
    (await store.blobs.get('copied'))?.fill(8);
    expect(plain(await store.blobs.get('copied'))).toEqual([1, 2, 3]);
    expect((await store.log.read(index, 1)).map(plain)).toEqual([[1, 2, 3]]);
  });

  test('keys that no store has are refused, and with them every trick a path can play', async () => {
    for (const bad of [
      '',
      'a/b',
      '../a',
      'a\0',
      'ä',
      ' ',
      'a'.repeat(201),
      "'; DROP TABLE blobs;--",
      7 as never,
    ]) {
      await expect(store.blobs.get(bad)).rejects.toMatchObject({ code: 'STORE_KEY_INVALID' });
      await expect(store.blobs.put(bad, filled(1, 1))).rejects.toMatchObject({ code: 'STORE_KEY_INVALID' });
      await expect(store.nonces.useOnce(bad, 1)).rejects.toMatchObject({ code: 'STORE_KEY_INVALID' });
    }
    for (const odd of ['.', '..', 'a'.repeat(200), 'A', 'a', 'con', '-rf', '__proto__']) {
      await store.blobs.put(odd, Buffer.from(odd));
      expect(Buffer.from((await store.blobs.get(odd)) ?? []).toString()).toBe(odd);
    }
    expect(plain(await store.blobs.get('A'))).toEqual([65]);
  });

  test('a reader beside many writers sees one value or another, never a mixture', async () => {
    await store.blobs.put('contended', filled(0));
    let isWriting = true;
    const reads = Array.from({ length: 3 }, async () => {
      while (isWriting) {
        const seen = new Set(await store.blobs.get('contended'));
        expect(seen.size).toBe(1);
      }
    });
    await Promise.all(Array.from({ length: 12 }, (_, i) => store.blobs.put('contended', filled(i % 4))));
    isWriting = false;
    await Promise.all(reads);
  });

  test('two keys with the same content are two: one may go', async () => {
    await store.blobs.put('twin-1', filled(7));
    await store.blobs.put('twin-2', filled(7));
    await store.blobs.delete('twin-1');
    expect(await store.blobs.get('twin-1')).toBeUndefined();
    expect(await store.blobs.get('twin-2')).toHaveLength(50_000);
  });

  test('the same key in every part at the same moment: none gets what is another’s', async () => {
    const rounds = Array.from({ length: 5 }, (_, i) => `k${i}`);
    const puts = rounds.flatMap((key) => parts.map((part, i) => store[part].put(key, filled(i))));
    await Promise.all(puts);
    for (const key of rounds)
      for (const [i, part] of parts.entries()) expect([...new Set(await store[part].get(key))]).toEqual([i]);
  });

  test('of many who use a nonce at the same moment one is the first', async () => {
    for (const nonce of ['n1', 'n2', 'n3']) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => store.nonces.useOnce(nonce, 1_000)));
      expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
      expect(await store.nonces.useOnce(nonce, 2_000)).toBe(false);
    }
  });

  test('forgetting takes what has expired and nothing else', async () => {
    expect(await store.nonces.useOnce('early', 10_000)).toBe(true);
    expect(await store.nonces.useOnce('late', 10_001)).toBe(true);
    await store.nonces.forget(10_000);
    expect(await store.nonces.useOnce('late', 20_000)).toBe(false);
  });

  test('the log numbers its entries without a gap, in the order of the calls', async () => {
    const start = await store.log.length();
    const indices = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.log.append(Buffer.from(`entry ${i}`))),
    );
    expect(indices).toEqual(Array.from({ length: 20 }, (_, i) => start + i));
    expect(await store.log.length()).toBe(start + 20);
    const read = await store.log.read(start + 3, 5);
    expect(read.map((entry) => Buffer.from(entry).toString())).toEqual(
      [3, 4, 5, 6, 7].map((i) => `entry ${i}`),
    );
    expect(await store.log.read(start + 20, 5)).toEqual([]);
    expect(await store.log.read(start + 19, 1_000_000_000)).toHaveLength(1);
  });
};

/** So that a Buffer and a Uint8Array of the same bytes are equal. */
const plain = (value: Uint8Array | undefined): number[] | undefined =>
  value === undefined ? undefined : [...value];
