import type { IncomingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { request } from 'undici';
import type { Answer } from './facade.ts';

/** A part of an answer that comes in parts. */
export interface IncrementalResult {
  readonly data?: unknown;
  readonly errors?: Answer<unknown>['errors'];
  readonly incremental?: readonly {
    readonly data: unknown;
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly errors?: Answer<unknown>['errors'];
  }[];
  readonly hasNext: boolean;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const credentials = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-admin' };

/** Sends an operation as a client that takes its answer in parts. @returns the answer's headers, and its parts as they come */
export async function askMultipart(
  url: string,
  query: string,
  { headers = {}, signal }: { headers?: Readonly<Record<string, string>>; signal?: AbortSignal } = {},
): Promise<{ headers: IncomingHttpHeaders; parts: AsyncGenerator<IncrementalResult> }> {
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed', ...credentials, ...headers },
    body: JSON.stringify({ query }),
    signal,
  });
  return { headers: answer.headers, parts: partsOf(decompressed(answer.body, answer.headers['content-encoding'])) };
}

function decompressed(body: NodeJS.ReadableStream, encoding: unknown): AsyncIterable<Buffer | string> {
  if (encoding !== 'gzip' && encoding !== 'br') return body;
  const through = encoding === 'br' ? createBrotliDecompress() : createGunzip();
  return pipeline(body, through, () => undefined);
}

/** The bodies of a multipart body (RFC 2046, §5.1), each as soon as it is complete. */
async function* partsOf(body: AsyncIterable<Buffer | string>): AsyncGenerator<IncrementalResult> {
  let rest = Buffer.alloc(0);
  for await (const chunk of body) {
    rest = Buffer.concat([rest, Buffer.from(chunk)]);
    for (;;) {
      const head = /\r\n---\r\n.*?Content-Length: (\d+)\r\n\r\n/s.exec(rest.toString('latin1'));
      const start = head ? head.index + head[0].length : 0;
      const end = start + Number(head?.[1]);
      if (!head || rest.length < end) break;
      yield JSON.parse(rest.toString('utf8', start, end)) as IncrementalResult;
      rest = rest.subarray(end);
    }
  }
  if (rest.toString() !== '\r\n-----\r\n') throw new Error(`The answer does not end as it should: ${rest}`);
}

/** All parts in one, as a client puts them together. */
export function merged(parts: readonly IncrementalResult[]): unknown {
  const [first, ...others] = parts;
  for (const { path, data } of others.flatMap(({ incremental = [] }) => incremental)) {
    const deferred = path.reduce<unknown>(
      (parent, key) => (parent as Record<string | number, unknown>)[key],
      first?.data,
    );
    deepAssign(deferred as Record<string, unknown>, data as Record<string, unknown>);
  }
  return first?.data;
}

function deepAssign(target: Record<string, unknown>, source: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(source)) {
    const there = target[name];
    if (typeof there === 'object' && there !== null && typeof value === 'object' && value !== null) {
      deepAssign(there as Record<string, unknown>, value as Record<string, unknown>);
    } else target[name] = value;
  }
}
