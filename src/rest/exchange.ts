import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { errors } from 'undici';
import { Body } from './body.ts';
import { BadResponseError, TimeoutError, UnavailableError, UnreachableError } from './errors.ts';

/** One HTTP request as it goes on the wire. */
export interface Outgoing {
  readonly method: string;
  /** With query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

/** One HTTP answer, read whole. */
export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An exchange under way. `abort` cuts its connection and makes `answer` reject with the reason. */
export interface Exchange {
  readonly answer: Promise<Incoming>;
  abort(reason: Error): void;
}

/**
 * Sends one request and reads its answer, at undici's dispatch level: no streams, no body mixins.
 * @param platform the name that messages give the other side
 * @param timeoutMs the time for the whole exchange, connecting included
 * @returns an exchange whose answer rejects with `TimeoutError` (late), `UnreachableError` (no connection), `UnavailableError` (cut),
 * `BadResponseError` (larger than the pool allows), or the reason of `abort`
 */
export function exchange(dispatcher: Dispatcher, platform: string, request: Outgoing, timeoutMs: number): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();
  let controller: Dispatcher.DispatchController | undefined;
  let reason: Error | undefined;

  const abort = (why: Error) => {
    if (reason) return;
    reason = why;
    controller?.abort(why);
    reject(why);
  };
  const late = () =>
    abort(new TimeoutError(`${platform} did not answer within ${timeoutMs} ms.`, controller !== undefined));
  const timer = setTimeout(late, timeoutMs);

  let status = 0;
  let headers: IncomingHttpHeaders = {};
  let body: Body | undefined;
  dispatcher.dispatch(
    { ...request, method: request.method as Dispatcher.HttpMethod, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart(started) {
        controller = started;
        if (reason) started.abort(reason);
      },
      onResponseStart(_, statusCode, received) {
        status = statusCode;
        headers = received;
        body = new Body(Number(received['content-length']));
      },
      onResponseData(_, chunk) {
        body?.add(chunk);
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve({ status, headers, body: body?.bytes ?? Buffer.alloc(0) });
      },
      onResponseError(_, error) {
        clearTimeout(timer);
        reject(reason ?? errorOfNetwork(platform, error));
      },
    },
  );
  return { answer: promise, abort };
}

function errorOfNetwork(platform: string, error: Error): Error {
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new BadResponseError(`${platform} sent an answer larger than is accepted.`, { cause: error });
  }
  if (wasSent(error)) return new UnavailableError(`${platform} cut the connection.`, undefined, { cause: error });
  return new UnreachableError(`${platform} cannot be reached.`, undefined, { cause: error });
}

/** Whether the request may have left before the error: only errors that a connection in use can have. */
function wasSent(error: Error & { code?: string }): boolean {
  return (
    error instanceof errors.SocketError ||
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(error.code ?? '') ||
    error instanceof errors.HTTPParserError
  );
}
