import type { OwnRefusal } from './answer.ts';
import type { Operation } from './contract.ts';
import type { Exchange } from './exchange.ts';

/** The headers that go with every call of one request. */
export interface Sender {
  readonly authorization: string;
  readonly requestId: string;
  /** More headers, of the client's trace. */
  readonly trace?: Readonly<Record<string, string>>;
}

interface Asked {
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as a form, in place of JSON. */
  readonly form?: Readonly<Record<string, string>>;
  /** Recognizes the error body, where it is not the platform's usual one. */
  readonly ownRefusal?: OwnRefusal;
  readonly mayBeUnable?: boolean;
  readonly mayBeAbsent?: boolean;
}

/** A REST call: what is sent, as often as it takes, until there is an answer or nobody needs one any more. */
export class Call {
  readonly operation: Operation;
  /** With query, already encoded. */
  readonly path: string;
  readonly sender: Sender;
  readonly body: string | undefined;
  /** The media type of the body. */
  readonly bodyType: 'application/json' | 'application/x-www-form-urlencoded';
  readonly ownRefusal: OwnRefusal | undefined;
  /** Whether 500 may be due to what the call asks for. */
  readonly mayBeUnable: boolean;
  /** Whether the platform may not have the operation. */
  readonly mayBeAbsent: boolean;
  #exchange: Exchange | undefined;
  #reason: Error | undefined;
  #endPause: (() => void) | undefined;
  #date: string | undefined;

  constructor(operation: Operation, path: string, sender: Sender, asked: Asked) {
    const { body, form, ownRefusal, mayBeUnable, mayBeAbsent } = asked;
    this.operation = operation;
    this.path = path;
    this.sender = sender;
    this.body = form ? new URLSearchParams(form).toString() : body && JSON.stringify(body);
    this.bodyType = form ? 'application/x-www-form-urlencoded' : 'application/json';
    this.ownRefusal = ownRefusal;
    this.mayBeUnable = mayBeUnable ?? false;
    this.mayBeAbsent = mayBeAbsent ?? false;
  }

  /** All that makes two calls under the same credentials the same. */
  get key(): string {
    return this.body === undefined ? this.path : `${this.path}\n${this.body}`;
  }

  /** The headers of the request. @param authorization what that one carries; null for none */
  headers(authorization: string | null): Record<string, string> {
    const { requestId, trace } = this.sender;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'x-request-id': requestId,
      ...trace,
    };
    if (authorization !== null) headers.authorization = authorization;
    if (this.body !== undefined) headers['content-type'] = this.bodyType;
    return headers;
  }

  /** Cuts the exchange under way, and keeps another one from being sent. */
  abandon(reason: Error): void {
    this.#reason ??= reason;
    this.#exchange?.abort(reason);
    this.#endPause?.();
  }

  /** @throws the reason why the call was abandoned, if it was */
  check(): void {
    if (this.#reason) throw this.#reason;
  }

  /** Takes the exchange that sends the call. */
  sentBy(exchange: Exchange): void {
    this.#exchange = exchange;
  }

  /** Takes the header `Date` of the answer. */
  answeredBy(date: string | undefined): void {
    this.#date = date;
  }

  /** When the platform answered by its own clock (RFC 9110 §6.6.1), in epoch milliseconds; undefined where it does not say. */
  get answeredAt(): number | undefined {
    const time = Date.parse(this.#date ?? '');
    return Number.isNaN(time) ? undefined : time;
  }

  /** Waits for so many milliseconds, or until the call is abandoned. */
  async pause(ms: number): Promise<void> {
    if (this.#reason) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#endPause = resolve;
    await promise;
    clearTimeout(timer);
  }
}
