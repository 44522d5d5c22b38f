/**
 * The one answer for everything that is not served. Status, headers and body are the same to the byte, whatever the
 * reason and wherever it is found: in the protocol, in the framework, or in bytes that are no HTTP at all. It closes
 * the connection, as some of these reasons must, so that all do.
 */
import type { FastifyReply } from 'fastify';

/** RFC 9110 §15.5.4: 403 says that the request was understood and is refused, and owes no explanation. */
const status = 403;
const body = '{"answer":"refused"}';
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(body.length),
  connection: 'close',
} as const;

export const refuse = (reply: FastifyReply): FastifyReply => {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  reply.raw.sendDate = false;
  return reply.code(status).headers(headers).send(body);
};

/** The same answer for a socket on which no request could be read. */
export const rawRefusal = [
  `HTTP/1.1 ${status} Forbidden`,
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  '',
  body,
].join('\r\n');
