import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A request as it is sent, to `/graphql` unless it says otherwise. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** How many pieces the body arrives in, one after the other. */
  readonly pieces?: number;
}

/**
 * All of an answer as it came over the wire, but for what differs each time: the date, ids that were generated, and the
 * order of errors of fields that fail at the same time.
 */
export interface RawAnswer {
  readonly status: string;
  readonly headers: readonly string[];
  readonly body: string;
}

const generated = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Sends requests over one connection, without anything that Node would add besides `host` and `connection`. */
export class RawClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send({ method = 'POST', path = '/graphql', headers = {}, body, pieces = 1 }: RawRequest): Promise<RawAnswer> {
    const bytes = Buffer.from(body ?? '');
    const length = body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': bytes.length };
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const options = { agent: this.#agent, method, headers: { ...length, ...headers } };
    const outgoing = request(`${this.#url}${path}`, options, resolve).once('error', reject);
    const size = Math.ceil(bytes.length / pieces);
    for (let piece = 0; piece < pieces - 1; piece++) {
      outgoing.write(bytes.subarray(piece * size, (piece + 1) * size));
      await setTimeout(5);
    }
    outgoing.end(bytes.subarray((pieces - 1) * size));
    const answer = await promise;
    return {
      status: `${answer.statusCode} ${answer.statusMessage}`,
      headers: headerLines(answer.rawHeaders),
      body: withSortedErrors(decoded(await buffer(answer), answer.headers['content-encoding']).toString()),
    };
  }

  close(): void {
    this.#agent.destroy();
  }
}

function headerLines(raw: readonly string[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (name !== 'Date') lines.push(`${name}: ${generated.test(value) ? 'generated' : value}`);
  }
  return lines;
}

function decoded(body: Buffer, coding: string | undefined): Buffer {
  if (coding === 'br') return brotliDecompressSync(body);
  return coding === 'gzip' ? gunzipSync(body) : body;
}

/** Each error of an answer with several is written as it was. */
function withSortedErrors(text: string): string {
  if (!text.startsWith('{"errors":[{')) return text;
  const { errors }: { readonly errors: readonly object[] } = JSON.parse(text);
  const written = errors.map((error) => JSON.stringify(error));
  return text.replace(written.join(), () => written.toSorted().join());
}
