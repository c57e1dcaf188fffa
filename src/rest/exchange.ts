import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { errors } from 'undici';
import { TimeoutError } from '../errors.ts';
import { Body } from './body.ts';
import { decoded } from './coding.ts';
import { type Carried, type Carrier, type Connection, largestAnswer } from './connections.ts';
import { errorOfExchange, type Progress } from './exchange-errors.ts';

/** One HTTP request as it goes on the wire. */
export interface Outgoing {
  readonly method: string;
  /** With query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
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

/** One request and its answer, at undici's dispatch level: no streams, no body mixins. A dispatcher calls its methods. */
export class Exchange implements Carried, Progress {
  /**
   * Rejects with `TimeoutError` when late, with the result of `errorOfExchange` for undici's errors, or with the reason of
   * `abort`.
   */
  readonly answer: Promise<Incoming>;
  /** What to dispatch. */
  readonly options: Dispatcher.DispatchOptions;
  carrier: Carrier | undefined;
  isBegun = false;
  isKept = false;
  isSent = false;
  isAnswering = false;
  status = 0;
  readonly #platform: string;
  readonly #timer: NodeJS.Timeout;
  readonly #settle: PromiseWithResolvers<Incoming>;
  #controller: Dispatcher.DispatchController | undefined;
  #reason: Error | undefined;
  #connection: Connection | undefined;
  #headers: IncomingHttpHeaders = {};
  #body: Body | undefined;

  /**
   * @param platform the name that messages give the other side
   * @param timeoutMs the time for the whole exchange, connecting included
   */
  constructor(platform: string, { method, path, headers, body, safe }: Outgoing, timeoutMs: number) {
    this.#platform = platform;
    this.#settle = Promise.withResolvers();
    this.answer = this.#settle.promise;
    this.options = {
      method: method as Dispatcher.HttpMethod,
      path,
      headers,
      body,
      idempotent: safe,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const late = () => this.abort(new TimeoutError(`${platform} did not answer within ${timeoutMs} ms.`, this.isBegun));
    this.#timer = setTimeout(late, timeoutMs);
  }

  /** Cuts the connection, and makes `answer` reject with the reason. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#settle.reject(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Over HTTP/2, undici resends a request whose stream closed with the code for unprocessed. The end of a session can
    // leave that code on processed streams too. So do not let it resend a call that must not take effect twice.
    const isResent = this.isSent && !this.options.idempotent;
    const reason = this.#reason ?? (isResent ? new errors.SocketError('to be sent again') : undefined);
    if (reason) {
      controller.abort(reason);
      return;
    }
    this.#connection = this.carrier?.connection;
    this.isBegun = true;
    this.isKept = this.#connection?.hasAnswered ?? false;
  }

  onRequestSent(): void {
    this.isSent = true;
  }

  onResponseStarted(): void {
    this.isAnswering = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.#headers = headers;
    this.#body = new Body(Number(headers['content-length']));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.add(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    if (this.#connection) this.#connection.hasAnswered = true;
    const headers = this.#headers;
    const answer: Incoming = { status: this.status, headers, body: this.#body?.bytes ?? Buffer.alloc(0) };
    const isCoded = headers['content-encoding'] !== undefined;
    this.#settle.resolve(isCoded ? decoded(this.#platform, answer, largestAnswer) : answer);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    this.#settle.reject(this.#reason ?? errorOfExchange(this.#platform, error, this));
  }
}
