import { type Dispatcher, Pool } from 'undici';
import type { Question } from './workloads.ts';

/** How long to go on, and how. */
export interface Load {
  /** Requests in flight. */
  readonly connections: number;
  /** Whether all requests carry one token; otherwise each has its own. */
  readonly identical: boolean;
  /** No request starts after so many milliseconds, or after so many requests. */
  readonly ms: number;
  readonly requests?: number;
}

/** What came of it. */
export interface Outcome {
  /** Milliseconds of each request, ascending. */
  readonly latencies: Float64Array;
  /** Milliseconds from the first request to the end of the last. */
  readonly ms: number;
}

/** The longest wait for an answer. */
const mostMs = 30_000;

let tokens = 0;

/** A client of a server: it sends one question over connections that it keeps. */
export class Client {
  readonly #pool: Pool;
  readonly #path: string;

  constructor(url: URL, connections: number) {
    this.#pool = new Pool(url.origin, { connections, headersTimeout: mostMs, bodyTimeout: mostMs });
    this.#path = url.pathname;
  }

  /** Sends the question once, under a new token unless one is given. @throws {Error} unless the answer is 200 */
  ask({ query, variables }: Question, token = ++tokens): Promise<Buffer> {
    return this.#send(JSON.stringify({ query, variables }), token);
  }

  /**
   * A closed loop: each connection sends a request when its last one is answered.
   * @param wanted the only answer that counts as one, to the byte
   * @throws {Error} at the first answer that is another
   */
  async drive({ query, variables }: Question, wanted: Buffer, load: Load): Promise<Outcome> {
    const body = JSON.stringify({ query, variables });
    const latencies: number[] = [];
    const start = performance.now();
    let left = load.requests ?? Infinity;
    const one = async () => {
      while (left-- > 0 && performance.now() - start < load.ms) {
        const sent = performance.now();
        const answer = await this.#send(body, load.identical ? 0 : ++tokens);
        latencies.push(performance.now() - sent);
        if (!answer.equals(wanted)) throw new Error(`It answered something else: ${answer.toString().slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: load.connections }, one));
    return { latencies: Float64Array.from(latencies).sort(), ms: performance.now() - start };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #send(body: string, token: number): Promise<Buffer> {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const authorization = `Bearer bench-${token}`;
    const headers = { 'content-type': 'application/json', authorization, 'kestra-authorization': authorization };
    const chunks: Buffer[] = [];
    let status = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const answer = Buffer.concat(chunks);
        if (status === 200) resolve(answer);
        else reject(new Error(`It answered ${status}: ${answer.toString().slice(0, 300)}`));
      },
      onResponseError(_, error) {
        reject(error);
      },
    };
    this.#pool.dispatch({ method: 'POST', path: this.#path, headers, body }, handler);
    return promise;
  }
}
