import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FetchAPI } from 'graphql-yoga';

/** What plugins and context use of a request: its headers, and a signal that tells when nobody waits any more. */
export class LeanRequest implements Pick<Request, 'method' | 'url' | 'signal'> {
  readonly method = 'POST';
  readonly url = 'http://localhost/graphql';
  readonly signal: AbortSignal;
  /** What names the operation: see `PreparedOperations`. */
  readonly identity: string | undefined;
  readonly #headers: IncomingHttpHeaders;

  constructor({ headers }: IncomingMessage, signal: AbortSignal, identity?: string) {
    this.#headers = headers;
    this.signal = signal;
    this.identity = identity;
  }

  get headers() {
    return this;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  }
}

export const asRequest = (request: LeanRequest) => request as unknown as Request;

/** Stands in for the Fetch API's Response, of which Yoga's processor uses the constructor only. */
export interface Captured {
  readonly text: string;
  readonly init: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };
}
class Capture implements Captured {
  readonly text: Captured['text'];
  readonly init: Captured['init'];

  constructor(text: string, init: Captured['init']) {
    this.text = text;
    this.init = init;
  }
}
export const captureApi = { Response: Capture } as unknown as FetchAPI;
