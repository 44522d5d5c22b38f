import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUplink } from './uplink.ts';

test('spans never overlap, none begins before it was asked for, and no gap that would have done is passed by', () => {
  const asked = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 30 })), { maxLength: 40 });
  fc.assert(
    fc.property(asked, (requests) => {
      const uplink = createUplink();
      const isBusy = new Set<number>();
      for (const [fromMs, durationMs] of requests) {
        const isFree = (startMs: number): boolean =>
          Array.from({ length: durationMs }, (_, ms) => startMs + ms).every((ms) => !isBusy.has(ms));
        let first = fromMs;
        while (!isFree(first)) first += 1;
        expect(uplink.take(fromMs, durationMs)).toBe(first);
        for (let ms = first; ms < first + durationMs; ms += 1) isBusy.add(ms);
      }
    }),
  );
});

test('what is over is forgotten, and what is not stays taken', () => {
  const uplink = createUplink();
  uplink.take(0, 10);
  uplink.take(10, 10);
  uplink.forget(15);
  expect(uplink.take(15, 1)).toBe(20);
});
