import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { errors } from 'undici';
import { TimeoutError } from '../errors.ts';
import { Body } from './body.ts';
import { decoded } from './coding.ts';
import { type Carrier, largestAnswer } from './connections.ts';
import { errorOfExchange, type Progress } from './exchange-errors.ts';

/** One HTTP request as it goes on the wire. */
export interface Outgoing {
  readonly method: string;
  /** With query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  /** Whether it changes nothing, so that it may be sent again. */
  readonly safe: boolean;
}

/** One complete HTTP answer, with its body decoded. */
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
 * @param dispatcher one of `Connections`
 * @param platform the name that messages give the other side
 * @param timeoutMs the time for the whole exchange, connecting included
 * @returns an exchange whose answer rejects with `TimeoutError` when late, with the result of `errorOfExchange` for
 * undici's errors, or with the reason of `abort`
 */
export function exchange(
  dispatcher: Dispatcher,
  platform: string,
  { safe, ...request }: Outgoing,
  timeoutMs: number,
): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();
  const progress: Progress = { isBegun: false, isKept: false, isSent: false, isAnswering: false, status: 0 };
  let controller: Dispatcher.DispatchController | undefined;
  let reason: Error | undefined;

  const abort = (why: Error) => {
    if (reason) return;
    reason = why;
    controller?.abort(why);
    reject(why);
  };
  const late = () => abort(new TimeoutError(`${platform} did not answer within ${timeoutMs} ms.`, progress.isBegun));
  const timer = setTimeout(late, timeoutMs);

  let headers: IncomingHttpHeaders = {};
  let body: Body | undefined;
  dispatcher.dispatch(
    {
      ...request,
      method: request.method as Dispatcher.HttpMethod,
      idempotent: safe,
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    {
      onRequestStart(started, carrier: Carrier | null) {
        controller = started;
        if (reason) return started.abort(reason);
        // Over HTTP/2, undici resends a request whose stream closed with the code for unprocessed. The end of a session can
        // leave that code on processed streams too. So do not let it resend a call that must not take effect twice.
        if (progress.isSent && !safe) return started.abort(new errors.SocketError('to be sent again'));
        progress.isBegun = true;
        progress.isKept = carrier?.isKept ?? false;
      },
      onRequestSent() {
        progress.isSent = true;
      },
      onResponseStarted() {
        progress.isAnswering = true;
      },
      onResponseStart(_, statusCode, received) {
        progress.status = statusCode;
        headers = received;
        body = new Body(Number(received['content-length']));
      },
      onResponseData(_, chunk) {
        body?.add(chunk);
      },
      onResponseEnd() {
        clearTimeout(timer);
        const answer: Incoming = { status: progress.status, headers, body: body?.bytes ?? Buffer.alloc(0) };
        resolve(headers['content-encoding'] === undefined ? answer : decoded(platform, answer, largestAnswer));
      },
      onResponseError(_, error) {
        clearTimeout(timer);
        reject(reason ?? errorOfExchange(platform, error, progress));
      },
    },
  );
  return { answer: promise, abort };
}
