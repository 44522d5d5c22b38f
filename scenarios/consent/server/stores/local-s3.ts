/**
 * A local S3 server for tests: fauxqs, on loopback. It takes no notice of `If-None-Match: *` on writes, nor does any
 * other S3 server that npm has; so the answer that S3 gives (412 where there is an object of that name: Amazon S3 API,
 * PutObject) is put in front of it. `conditionalWrites: 'ignored'` is the server as it comes.
 */
import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { S3Settings } from './s3.ts';

export interface LocalS3 {
  readonly port: number;
  settings(port?: number): S3Settings;
  close(): Promise<void>;
}

export const startLocalS3 = async (conditionalWrites: 'honoured' | 'ignored'): Promise<LocalS3> => {
  const app = buildApp({ logger: false });
  if (conditionalWrites === 'honoured') {
    const names = new Set<string>();
    app.addHook('preHandler', (request, reply, done) => {
      const [name = ''] = request.url.split('?');
      if (request.method === 'DELETE') names.delete(name);
      if (request.method !== 'PUT') return done();
      if (request.headers['if-none-match'] === '*' && names.has(name)) {
        reply.status(412).type('application/xml').send('<Error><Code>PreconditionFailed</Code></Error>');
        return;
      }
      names.add(name);
      done();
    });
  }
  await app.listen({ host: '127.0.0.1', port: 0 });
  await app.inject({ method: 'PUT', url: '/records' });
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    settings: (through = port) => ({
      endpoint: `http://127.0.0.1:${through}`,
      region: 'us-east-1',
      bucket: 'records',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
    close: () => app.close(),
  };
};
