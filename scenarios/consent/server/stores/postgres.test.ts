/** Against a real server, which `.ci/run` starts; without BENCH_TEST_POSTGRES these tests are skipped, and say so. */
import { afterAll, describe, expect, test } from 'vitest';
import { expectNothingLost } from './faults.conformance.ts';
import { startFaultyNetwork } from './faulty-network.ts';
import { openPostgresStore } from './postgres.ts';
import { describeStore } from './store.conformance.ts';

const url = process.env.BENCH_TEST_POSTGRES;
if (url === undefined)
  process.stderr.write(
    'PostgreSQL is not tested: BENCH_TEST_POSTGRES names no server (.ci/run starts one)\n',
  );

describe.skipIf(url === undefined)('PostgreSQL', () => {
  const schemas: string[] = [];
  const schema = (): string => {
    schemas.push(`test_${process.pid}_${schemas.length}`);
    return schemas.at(-1) ?? '';
  };
  afterAll(async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const name of schemas) await client.query(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
    await client.end();
  });

  describeStore({ open: () => openPostgresStore({ url, schema: schema() }), runCount: 20 });

  test('two servers with one database are one store, also when both create it', async () => {
    const shared = schema();
    const stores = await Promise.all([1, 2].map(() => openPostgresStore({ url, schema: shared })));
    const answers = await Promise.all(stores.map((store) => store.nonces.useOnce('between-two', 1)));
    expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
    const indices = await Promise.all(
      Array.from({ length: 10 }, (_, i) => stores[i % 2]?.log.append(new Uint8Array([i]))),
    );
    expect(indices.map(Number).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('nothing that was acknowledged is lost or doubled while connections break', async () => {
    const direct = new URL(url ?? '');
    const network = await startFaultyNetwork({ host: direct.hostname, port: Number(direct.port) });
    const through = new URL(direct);
    [through.hostname, through.port] = ['127.0.0.1', String(network.port)];
    const shared = schema();
    const shaky = await openPostgresStore({ url: through.href, schema: shared });
    const steady = await openPostgresStore({ url, schema: shared });
    network.breakEvery(7);
    await expectNothingLost(shaky, steady, network);
    await Promise.all([shaky.close(), steady.close()]);
    await network.close();
  });
});
