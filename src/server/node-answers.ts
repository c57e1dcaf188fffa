import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Readiness } from './readiness.ts';

/** The media type of answers about a request, rather than of GraphQL. */
export const json = 'application/json; charset=utf-8';

/** Sends an answer in one piece, besides the headers that are set already. */
export function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  if (response.destroyed) return;
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': contentType, 'content-length': length });
  // ASCII is the same in UTF-8 and Latin-1, and costs less to write as the latter.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}

/** Refuses a request that is none of GraphQL, in the form of errors of GraphQL. */
export function sendRefusal(response: ServerResponse, status: number, message: string): void {
  send(response, status, json, refusalText(message));
}

/**
 * Refuses a request with errors. The first one's `http` says, as to Yoga, the status and headers of the answer; no client sees it.
 * @param status where it says none
 */
export function sendErrors(
  response: ServerResponse,
  errors: readonly GraphQLError[],
  status: number,
  contentType = json,
): void {
  const { http } = (errors[0]?.extensions ?? {}) as { readonly http?: Http };
  for (const [name, value] of Object.entries(http?.headers ?? {})) response.setHeader(name, value);
  send(response, http?.status ?? status, contentType, JSON.stringify({ errors: errors.map(shown) }));
}

interface Http {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function shown(error: GraphQLError) {
  const { http: _, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

/** The body of such a refusal. */
export const refusalText = (message: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** Sends a fault of the server itself: in full to the log, in general terms to the client. */
export function sendFault(response: ServerResponse, mask: (error: unknown) => GraphQLError, error: unknown): void {
  // What goes wrong for a client that has left, does so because of that.
  if (response.destroyed) return;
  const text = JSON.stringify({ errors: [mask(error)] });
  if (response.headersSent) response.destroy();
  else send(response, 500, json, text);
}

/**
 * While draining, tells the client not to send another request over the same connection. To be called when the answer is
 * ready: draining may have begun after the request.
 */
export function announceClose(response: ServerResponse, { draining }: Readiness): void {
  if (draining) response.setHeader('connection', 'close');
}
