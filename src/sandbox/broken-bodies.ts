import type { Fault } from './faults.ts';

/** An answer's body as bytes with their type. */
export interface Payload {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The body as it is, or as a fault spoils it. Nothing for an answer without a body. */
export function payload(body: unknown, spoilt?: Fault['body']): Payload | undefined {
  if (spoilt === 'not-json') return { type: 'text/html; charset=utf-8', bytes: Buffer.from(page) };
  if (body === undefined) return undefined;
  const bytes = Buffer.from(JSON.stringify(spoilt === 'wrong-shape' ? wrongShape(body) : body));
  return {
    type: 'application/json',
    bytes: spoilt === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes,
  };
}

/** What a proxy might say. */
const page =
  '<!doctype html>\n<html><head><title>Proxy</title></head><body><h1>Not what you asked for</h1></body></html>\n';

/** Valid JSON that no contract allows here: rows with a number for an id, else an object for an array and the reverse. */
function wrongShape(body: unknown): unknown {
  if (!Array.isArray(body)) return [body];
  if (body.length === 0) return {};
  return body.map((row: unknown, index) =>
    typeof row === 'object' && row !== null ? { ...row, id: index, userId: index } : index,
  );
}
