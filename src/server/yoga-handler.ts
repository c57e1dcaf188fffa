import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { sendNodeResponse } from '@whatwg-node/server';
import type { GraphQLError } from 'graphql';
import type { createServer } from './yoga.ts';

export type Yoga = ReturnType<typeof createServer>;
type Mask = (error: unknown) => GraphQLError;

/** Has Yoga serve requests. Its own listener would show a client what goes wrong outside of operations, stack included. */
export function byYoga(yoga: Yoga, mask: Mask): RequestListener {
  return async (message, response) => {
    try {
      const answer = await yoga.handleNodeRequestAndResponse(message, response);
      await sendNodeResponse(answer, response, message, false);
    } catch (error) {
      fail(mask, response, error);
    }
  };
}

/** Has Yoga serve a request whose body was read already. It is cancelled when its client leaves. */
export async function replay(yoga: Yoga, message: IncomingMessage, response: ServerResponse, body: string) {
  const headers = Object.entries(message.headers).flatMap(([name, value = '']): [string, string][] => [
    [name, String(value)],
  ]);
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  const { signal } = leaving;
  const answer = await yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body, signal });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

/** A fault of the server itself: told to the log and, in general terms, to the client. */
export function fail(mask: Mask, response: ServerResponse, error: unknown): void {
  // What goes wrong for who has left, does so because of that.
  if (response.destroyed) return;
  const text = JSON.stringify({ errors: [mask(error)] });
  if (response.headersSent) response.destroy();
  else send(response, 500, { 'content-type': 'application/json; charset=utf-8' }, text);
}

/** Sends an answer in one piece with its headers. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
