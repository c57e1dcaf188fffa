import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { selfSigned } from './self-signed.ts';

/** An answer to whatever is asked. */
export interface FixedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A server that gives every request the same answer: a platform, or what a proxy in front of it says.
 * @param secure by HTTPS, with a certificate that is not to be trusted
 */
export async function fixedAnswers(first: FixedAnswer = { status: 404 }, secure = false) {
  let answer = first;
  let toReads: FixedAnswer | undefined;
  let asked: string[] = [];
  const listener: RequestListener = async (incoming, outgoing) => {
    const { method, url } = incoming;
    await buffer(incoming);
    asked.push(`${method} ${url}`);
    const { status, headers, body } = (method === 'GET' && toReads) || answer;
    outgoing.writeHead(status, headers).end(body);
  };
  const server = secure ? createSecureServer(selfSigned, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** What is answered from now on. @param reads to what is read, if that is something else */
    answer(next: FixedAnswer, reads?: FixedAnswer): void {
      answer = next;
      toReads = reads;
      asked = [];
    },
    /** What was asked since. */
    asked: (): readonly string[] => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
