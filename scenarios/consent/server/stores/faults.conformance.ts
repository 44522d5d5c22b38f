/** What a store that is reached over a network must do while connections break under it. */
import { expect } from 'vitest';
import type { FaultyNetwork } from './faulty-network.ts';
import type { ServerStore } from './store.ts';

/** `shaky` is the store through the network, `steady` the same one without it. */
export const expectNothingLost = async (
  shaky: ServerStore,
  steady: ServerStore,
  network: FaultyNetwork,
): Promise<void> => {
  const [values, entries] = [new Map<string, string>(), new Map<number, string>()];
  let refusedCount = 0;
  const unlessBroken = async (work: () => Promise<void>): Promise<void> => {
    await work().catch(() => {
      refusedCount += 1;
    });
  };
  const firsts: string[] = [];
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      await unlessBroken(async () => {
        await shaky.blobs.put(`k${i}`, Buffer.from(`value ${i}`));
        values.set(`k${i}`, `value ${i}`);
      });
      await unlessBroken(async () => {
        entries.set(await shaky.log.append(Buffer.from(`entry ${i}`)), `entry ${i}`);
      });
      await unlessBroken(async () => {
        if (await shaky.nonces.useOnce(`shared-${i % 10}`, 1)) firsts.push(`shared-${i % 10}`);
      });
    }),
  );
  expect(network.brokenCount()).toBeGreaterThan(0);
  expect(values.size).toBeGreaterThan(0);
  for (const [key, value] of values) expect(textOf(await steady.blobs.get(key))).toBe(value);
  const log = (await steady.log.read(0, await steady.log.length())).map(textOf);
  for (const [index, entry] of entries) expect(log[index]).toBe(entry);
  expect(new Set(log).size).toBe(log.length); // no entry twice, none that was not asked for
  expect(log.length - entries.size).toBeLessThanOrEqual(refusedCount);
  expect(new Set(firsts).size).toBe(firsts.length); // nobody is first twice
  for (const nonce of firsts) expect(await steady.nonces.useOnce(nonce, 1)).toBe(false);
};

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
