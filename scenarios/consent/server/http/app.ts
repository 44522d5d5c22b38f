/**
 * The HTTP side of a resource server. It bounds what comes in (size, rate, time, connections), hands the text of a body
 * to the responder that its path names, and answers with what was asked for or with the one refusal. It parses no JSON: the
 * protocol does, under its own limits.
 */
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Responder } from './handler.ts';
import { rawRefusal, refuse } from './refusal.ts';

export interface HttpLimits {
  readonly bodyBytes: number;
  readonly requestsPerMinute: number;
  /** For a whole request to arrive; slow senders are refused. */
  readonly requestTimeoutMs: number;
  readonly connectionCount: number;
}

export const defaultHttpLimits: HttpLimits = {
  bodyBytes: 16_384,
  requestsPerMinute: 600,
  requestTimeoutMs: 10_000,
  connectionCount: 1_000,
};

/** For the operator: why the transport refused, without anything of the request but its source. */
export type TransportRefusal = (code: string, source: string) => void;

export interface HttpOptions {
  /** By path, such as `/access`; all take POST. */
  readonly responders: Readonly<Record<string, Responder>>;
  /** Paths at which more is taken than the limit for all. */
  readonly bodyBytesAt?: Readonly<Record<string, number>> | undefined;
  readonly limits?: Partial<HttpLimits> | undefined;
  readonly onRefused?: TransportRefusal | undefined;
}

export const createHttpApp = async ({
  responders,
  bodyBytesAt = {},
  onRefused,
  ...options
}: HttpOptions): Promise<FastifyInstance> => {
  const limits = { ...defaultHttpLimits, ...options.limits };
  const refuseFor = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    onRefused?.(codeOf(error), request.ip);
    return refuse(reply);
  };
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    http: {
      headersTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.requestTimeoutMs / 4,
    },
    return503OnClosing: false, // what comes while the server closes is answered like everything else
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    frameworkErrors: (error, request, reply) =>
      void refuseFor(error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: (error, socket) => {
      onRefused?.(codeOf(error), socket.remoteAddress ?? '');
      if (socket.writable) socket.end(rawRefusal);
      else socket.destroy();
    },
  });
  app.server.maxConnections = limits.connectionCount;
  // Any type of content is text to us, and a request without content is an empty one.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, text, done) => done(null, text));
  app.setErrorHandler(refuseFor);
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: () => Object.assign(new Error(), { code: 'RATE' }),
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    refuseFor({ code: 'NOT_FOUND' }, request, reply),
  );
  for (const [path, respond] of Object.entries(responders))
    app.post(path, { bodyLimit: bodyBytesAt[path] ?? limits.bodyBytes }, async (request, reply) =>
      answer(respond, request, reply),
    );
  return app;
};

const answer = async (
  respond: Responder,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const document = await respond(typeof request.body === 'string' ? request.body : '', request.ip);
  if (document === undefined) return refuse(reply);
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name); // of the rate limit
  return reply.type('application/json; charset=utf-8').send(document);
};

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'INTERNAL');
