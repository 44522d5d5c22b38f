/** The transport by itself, over real sockets, with a responder that serves one word. */
import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createHttpApp, type HttpLimits } from './app.ts';

const served = '{"sealed":"AQID"}';

let app: FastifyInstance;
let refusals: string[];
let seen: string[];
const start = async (limits: Partial<HttpLimits> = {}, respond = async () => served) => {
  refusals = [];
  seen = [];
  const access = async (text: string): Promise<string | undefined> => {
    seen.push(text);
    if (text === 'throw') throw new Error('a secret');
    return text === 'please' ? respond() : undefined;
  };
  app = await createHttpApp({
    responders: { '/access': access },
    limits,
    onRefused: (code) => refusals.push(code),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
};
afterEach(() => app.close());

/** All that comes back for these bytes, until the server closes the connection. */
const exchange = (...pieces: readonly (string | Buffer)[]): Promise<string> =>
  new Promise((done, fail) => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString();
    });
    socket.on('close', () => done(text)).on('error', fail);
    for (const piece of pieces) socket.write(piece);
  });
const post = (body: string | Buffer, path = '/access', more = ''): Promise<string> =>
  exchange(
    `POST ${path} HTTP/1.1\r\nhost: x\r\n${more}connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`,
    body,
  );

const refusal =
  'HTTP/1.1 403 Forbidden\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: 20\r\n' +
  'connection: close\r\n\r\n{"answer":"refused"}';

test('what is asked for comes back, and says nothing of what serves it', async () => {
  await start();
  const [head = '', body = ''] = (await post('please')).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(head).not.toMatch(/fastify|ratelimit|powered/i);
  expect(body).toBe(served);
});

test('everything else gets one answer, the same to the byte, and the server lives', async () => {
  await start();
  const attempts: Record<string, () => Promise<string>> = {
    'what the protocol refuses': () => post('anything'),
    'no body': () => post(''),
    'broken JSON': () => post('{"a":'),
    'broken UTF-8': () => post(Buffer.from([0xff, 0xfe, 0xc0, 0x80])),
    'a body that is too large': () => post('x'.repeat(20_000)),
    'a length that is no number': () =>
      exchange('POST /access HTTP/1.1\r\nhost: x\r\ncontent-length: many\r\n\r\n'),
    'two lengths': () =>
      exchange('POST /access HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'),
    'a length and chunks, as smugglers send': () =>
      exchange(
        'POST /access HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    'chunks that are too large together': () =>
      exchange(
        'POST /access HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n',
        `5000\r\n${'x'.repeat(0x5000)}\r\n0\r\n\r\n`,
      ),
    'an unknown path': () => post('please', '/admin'),
    'a path that climbs': () => post('please', '/../access'),
    'a path that does not decode': () => post('please', '/%'),
    'another method': () => exchange('GET /access HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    'a method that nobody knows': () => exchange('STEAL /access HTTP/1.1\r\nhost: x\r\n\r\n'),
    'headers that are too large': () =>
      exchange(`POST /access HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(40_000)}\r\n\r\n`),
    'no HTTP at all': () => exchange('\x16\x03\x01 hello\r\n\r\n'),
    'a responder that throws': () => post('throw'),
  };
  for (const [name, attempt] of Object.entries(attempts)) expect(await attempt(), name).toBe(refusal);
  expect(await post('please')).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(refusals).toContain('FST_ERR_CTP_BODY_TOO_LARGE');
});

test('content of any type is text to the responder, whatever it calls itself', async () => {
  await start();
  for (const type of [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'a/b; c=d',
    ';;;',
  ])
    await post('please', '/access', `content-type: ${type}\r\n`);
  expect(seen.filter((text) => text !== 'please')).toEqual([]);
});

test('too many requests from one address get the same answer, on known paths and on others', async () => {
  await start({ requestsPerMinute: 3 });
  for (let i = 0; i < 3; i += 1) expect(await post('please')).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(await post('please')).toBe(refusal);
  expect(seen).toHaveLength(3);
  expect(refusals).toEqual(['RATE']);
});

test('who sends too slowly is refused, and keeps no connection', async () => {
  await start({ requestTimeoutMs: 200 });
  expect(await exchange('POST /access HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nplea')).toBe(refusal);
});

test('closing waits for what is being answered', async () => {
  let release = (): void => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  await start({}, async () => {
    await held;
    return served;
  });
  const answer = post('please');
  await expect.poll(() => seen.length).toBe(1);
  const closed = app.close();
  release();
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK/);
  await closed;
});
