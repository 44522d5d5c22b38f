import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingLost } from './faults.conformance.ts';
import { startFaultyNetwork } from './faulty-network.ts';
import { type LocalS3, startLocalS3 } from './local-s3.ts';
import { openS3Store } from './s3.ts';
import { describeStore } from './store.conformance.ts';

let server: LocalS3;
beforeAll(async () => {
  server = await startLocalS3('honoured');
}, 30_000);
afterAll(() => server.close());

describeStore({ open: () => openS3Store(server.settings()), runCount: 10 });

test('two servers with one bucket are one store: a nonce has one first user, the log no gap', async () => {
  const stores = [await openS3Store(server.settings()), await openS3Store(server.settings())];
  const answers = await Promise.all(stores.map((store) => store.nonces.useOnce('between-two', 1)));
  expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
  const start = await stores[0]?.log.length();
  const indices = await Promise.all(
    Array.from({ length: 10 }, (_, i) => stores[i % 2]?.log.append(new Uint8Array([i]))),
  );
  expect(indices.map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 10 }, (_, i) => Number(start) + i),
  );
  await Promise.all(stores.map((store) => store.close()));
});

test('nothing that was acknowledged is lost or doubled while connections break', async () => {
  const own = await startLocalS3('honoured');
  const network = await startFaultyNetwork({ host: '127.0.0.1', port: own.port });
  const [shaky, steady] = [await openS3Store(own.settings(network.port)), await openS3Store(own.settings())];
  network.breakEvery(5);
  await expectNothingLost(shaky, steady, network);
  await Promise.all([shaky.close(), steady.close()]);
  await network.close();
  await own.close();
});

test('a service that ignores conditional writes is refused before anything is stored in it', async () => {
  const careless = await startLocalS3('ignored');
  await expect(openS3Store(careless.settings())).rejects.toMatchObject({
    code: 'S3_CONDITIONAL_WRITES_MISSING',
  });
  await careless.close();
});
