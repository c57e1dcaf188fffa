import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'undici';

/** An answer as it came over the wire. */
export interface Posted {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The codes of its errors. */
  readonly codes: readonly unknown[];
}

/** Sends any body to the GraphQL endpoint, with a token unless the headers say otherwise. */
export async function post(
  url: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted> {
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin', ...headers },
    body,
  });
  const text = await answer.body.text();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    codes: isJson(answer.headers) ? codesOf(text) : [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code),
  };
}

/** Who accepts nothing else gets the result within events, or parts. */
const isJson = (headers: IncomingHttpHeaders) => headers['content-type']?.includes('json') !== false;

function codesOf(text: string): unknown[] {
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  const results = (Array.isArray(parsed) ? parsed : [parsed]) as { errors?: { extensions?: { code?: unknown } }[] }[];
  return results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.code));
}
