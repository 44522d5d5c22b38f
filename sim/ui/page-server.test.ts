import { get } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failurePage, livePage } from './live-page.ts';
import { type PageServer, servePage } from './page-server.ts';

let server: PageServer;
beforeEach(async () => {
  server = await servePage(0);
});
afterEach(() => server.close());

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(new URL(path, server.url), init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** What comes within the first moments, or until the stream ends. */
const listen = async (version: number, until: RegExp): Promise<string> => {
  const response = await fetch(new URL(`/events?version=${version}`, server.url));
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += decoder.decode(chunk);
    if (until.test(text)) break;
  }
  return text;
};

test('serves the newest version of the page, marked with its number, and nothing else but its script', async () => {
  server.show(failurePage('first'));
  server.show(failurePage('second <b>'));
  const page = await ask('/');
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('data-version="2"')]);
  expect(page.text).toContain('second &lt;b&gt;');
  expect((await ask('/live.js')).headers.get('content-type')).toMatch('text/javascript');
  expect((await ask('/package.json')).status).toBe(404);
  expect((await ask('/../../etc/passwd')).status).toBe(404);
  expect((await ask('/', { method: 'POST' })).status).toBe(405);
});

test('lets the page load nothing from another host', async () => {
  server.show(failurePage(''));
  const policy = (await ask('/')).headers.get('content-security-policy');
  expect(policy).toMatch(/default-src 'none'.*script-src 'self'; connect-src 'self'/);
});

test('tells whoever comes later what was told before, in order', async () => {
  server.show(failurePage(''));
  server.tell('sample', { n: 1 });
  server.tell('sample', { n: 2 });
  expect(await listen(1, /"n":2/)).toMatch(/event: sample\ndata: {"n":1}\n\nevent: sample\ndata: {"n":2}/);
});

test('keeps a bounded past, its newest event in it', async () => {
  server.show(failurePage(''));
  for (let n = 0; n < 10_001; n += 1) server.tell('sample', { n });
  const past = await listen(1, /"n":10000}/);
  expect(past.match(/event: sample/g)?.length).toBeLessThanOrEqual(2_000);
});

test('of what is held the newest alone is told to whoever comes later, after all else', async () => {
  server.show(failurePage(''));
  server.hold('state', { n: 1 });
  server.hold('state', { n: 2 });
  server.tell('sample', { n: 3 });
  expect(await listen(1, /"n":2/)).toMatch(
    /^retry: 500\n\nevent: sample\ndata: {"n":3}\n\nevent: state\ndata: {"n":2}/,
  );
});

test('whoever has an old version open is told no more of the new one than that it is there', async () => {
  server.show(failurePage('old'));
  server.hold('state', { n: 1 });
  const waiting = listen(1, /reload/);
  await ask('/');
  server.show(failurePage('new'));
  server.hold('state', { n: 2 });
  server.tell('sample', { n: 3 });
  expect(await waiting).toContain('event: reload');
  expect(await listen(2, /"n":2/)).not.toContain('"n":1');
});

test('a browser that shows an older version is told to load it anew, at once or when there is one', async () => {
  server.show(failurePage('old'));
  const waiting = listen(1, /reload/);
  await ask('/');
  server.show(failurePage('new'));
  expect(await waiting).toContain('event: reload');
  expect(await listen(1, /reload/)).toContain('event: reload');
});

test('answers to no other name, be it one that leads to this machine', async () => {
  server.show(failurePage('secret'));
  const { port } = new URL(server.url);
  const answer = await new Promise<number | undefined>((done) => {
    get({ host: '127.0.0.1', port, path: '/', headers: { host: `evil.example:${port}` } }, ({ statusCode }) =>
      done(statusCode),
    );
  });
  expect(answer).toBe(403);
});

test('a port that is taken is told as that', async () => {
  const port = Number(new URL(server.url).port);
  await expect(servePage(port)).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE', exitCode: 2 });
});

test('labels of rounds are text on the page, whatever is in them', () => {
  const html = livePage({
    scenario: '<script>',
    circumstances: '"&',
    seed: 1,
    rounds: [{ label: '</td><img src=x>', planned: 1_000 }],
  });
  expect(html).not.toMatch(/<img|<script>/);
  expect(html).toContain('&lt;/td&gt;&lt;img src=x&gt;');
  expect(html).toContain('1,000');
});
