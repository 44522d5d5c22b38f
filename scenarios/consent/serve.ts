/** `bench serve`: the resource server for real, over HTTP on loopback, beside a simulated chain in real time. */
import { defineCommand } from '../../sim/index.ts';

export default defineCommand({
  describe: 'Start a resource server over HTTP on loopback, with a chain in real time',
  options: {
    port: { kind: 'whole', least: 0, most: 65_535, describe: 'Port; 0 for any that is free [7357]' },
    store: {
      kind: 'choice',
      choices: ['memory', 'sqlite', 'files', 's3', 'postgres'],
      describe: 'Where records are kept [sqlite]',
    },
    at: { kind: 'text', describe: 'Its file, folder, bucket or schema [by kind]' },
    custody: {
      kind: 'choice',
      choices: ['A', 'B'],
      describe: 'A: the server holds data keys; B: it holds them sealed to staff [A]',
    },
    chain: { kind: 'text', describe: 'Chain profile [instant]' },
  },
  run: async (
    { port = 7_357, store: kind = 'sqlite', at, custody = 'A', chain = 'instant' },
    { print, tell, signal },
  ) => {
    const { defaultPlaces, openStore } = await import('./server/stores/open-store.ts');
    const { startService } = await import('./server/service/service.ts');
    const store = await openStore(kind, at ?? defaultPlaces[kind]);
    const service = await startService({ chain, store, custodyMode: custody, batchSize: 100, port, tell });
    print(`serving on http://127.0.0.1:${service.port} with ${kind} and the chain ${chain}`);
    if (!signal.aborted) await new Promise((stop) => signal.addEventListener('abort', stop, { once: true }));
    await service.close();
    print('stopped; all that was acknowledged is kept');
  },
});
