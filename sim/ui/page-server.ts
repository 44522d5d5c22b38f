/**
 * One page on loopback, and a stream of events for whoever has it open. What the page is changes: a run that goes on, its report, the next
 * run; each is a version, and a browser that shows an older one is told to load it anew.
 *
 * It listens on 127.0.0.1 alone and answers only to that name, so that no page of another host can read it by rebinding a name.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BenchError, exitCodes } from '../errors.ts';
import { liveScript } from './live-script.ts';

export interface PageServer {
  readonly url: string;
  /** A new version of the page; what was told of the old one is forgotten. */
  show(html: string): void;
  /** To all who have the page open, and to whoever opens it later. `data` becomes JSON. */
  tell(event: string, data: unknown): void;
  /** The same, of which only the newest of its name is told to whoever comes later. */
  hold(event: string, data: unknown): void;
  close(): Promise<void>;
}

/** The page may load nothing but what this server serves. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/** Beyond it every second event of the past is dropped: enough for a curve. */
const mostKept = 2_000;

/** `port` 0: any that is free. Throws `PortUnavailable`. */
export const servePage = async (port: number): Promise<PageServer> => {
  let [version, html] = [0, ''];
  let past: string[] = [];
  const held = new Map<string, string>();
  const streams = new Set<ServerResponse>();

  const openStream = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const seen = new URL(request.url ?? '', 'http://localhost').searchParams.get('version');
    if (seen !== String(version)) return void response.end(eventText('reload', null));
    response.write(`retry: 500\n\n${past.join('')}${[...held.values()].join('')}`);
    streams.add(response);
    response.on('close', () => streams.delete(response));
  };

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (!isOurs(request, server))
      answer(response, 403, 'text/plain', 'this page is served to 127.0.0.1 alone\n');
    else if (request.method !== 'GET') answer(response, 405, 'text/plain', 'only GET\n');
    else if (path === '/')
      answer(response, 200, 'text/html', html.replace('<html', `<html data-version="${version}"`));
    else if (path === '/live.js') answer(response, 200, 'text/javascript', liveScript);
    else if (path === '/events') openStream(request, response);
    else answer(response, 404, 'text/plain', 'there is nothing here\n');
  });
  await listen(server, port);

  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    show: (next) => {
      version += 1;
      [html, past] = [next, []];
      held.clear();
      for (const stream of streams) stream.end(eventText('reload', null));
      streams.clear(); // whoever comes back has the new version
    },
    tell: (event, data) => {
      const text = eventText(event, data);
      if (past.length >= mostKept) past = past.filter((_, index) => index % 2 === 0);
      past.push(text);
      for (const stream of streams) stream.write(text);
    },
    hold: (event, data) => {
      const text = eventText(event, data);
      held.set(event, text);
      for (const stream of streams) stream.write(text);
    },
    close: () =>
      new Promise((closed) => {
        for (const stream of streams) stream.end();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

const eventText = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const isOurs = ({ headers }: IncomingMessage, server: Server): boolean =>
  ['127.0.0.1', 'localhost'].some((name) => headers.host === `${name}:${portOf(server)}`);

const answer = (response: ServerResponse, status: number, type: string, text: string): void => {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((ready, fail) => {
    server.once('error', (cause) => fail(new PortUnavailable(port, cause)));
    server.listen(port, '127.0.0.1', ready);
  });

export class PortUnavailable extends BenchError {
  override readonly name = 'PortUnavailable';

  constructor(port: number, cause: Error) {
    super(`cannot serve a page on port ${port}: ${cause.message}`, {
      code: 'PORT_UNAVAILABLE',
      exitCode: exitCodes.usage,
      hint: 'name another with --port, or none to take any that is free',
      cause,
    });
  }
}
