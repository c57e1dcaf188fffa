import { randomUUID } from 'node:crypto';
import type { Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdHeader } from './client-request.ts';
import { json, refusalText } from './node-answers.ts';

/** By Node's code of what is wrong with a request that no listener gets. */
const refusals: Readonly<Partial<Record<string, readonly [status: number, message: string]>>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and the headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive completely in time.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions of the body are too large.'],
};

const malformed = [400, 'This is not a valid HTTP request.'] as const;

/**
 * Answers requests that Node cannot read, as all others: in JSON, with an id; then closes the connection, as nobody knows
 * where the next request would begin.
 */
export function answerUnreadable(server: Server): void {
  const last = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => last.set(socket, response));
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    const response = last.get(socket);
    const isAnswering = response?.headersSent === true && !response.writableFinished;
    if (!socket.writable || isAnswering) return socket.destroy();
    const [status, message] = refusals[code] ?? malformed;
    const text = refusalText(message);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `${requestIdHeader}: ${randomUUID()}`,
      `content-type: ${json}`,
      `content-length: ${Buffer.byteLength(text)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
  });
}
