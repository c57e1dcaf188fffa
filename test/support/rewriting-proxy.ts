import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Makes another answer of a JSON answer: what a real platform may send where the sandbox sends the usual. */
export type Rewrite = (answer: never, call: string) => unknown;

/** A server that has its answers made by another, and rewrites those that are JSON. It notes the bodies it was sent. */
export async function rewritingProxy() {
  let target = '';
  let rewrite: Rewrite = (answer) => answer;
  let write: (answer: unknown) => string = JSON.stringify;
  const sent: { readonly call: string; readonly body: unknown; readonly to: string }[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const body = await buffer(incoming);
    const call = `${method} ${url.split('?')[0]}`;
    if (body.length > 0) sent.push({ call, body: JSON.parse(body.toString()), to: target });
    const onward = request(`${target}${url}`, { method, headers }, async (answer) => {
      const text = (await buffer(answer)).toString();
      const isJson = text !== '' && answer.statusCode !== undefined && answer.statusCode < 300;
      outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' });
      outgoing.end(isJson ? write(rewrite(JSON.parse(text) as never, call)) : text);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** Where the answers are made. */
    forwardTo(url: string): void {
      target = url;
    },
    /** What becomes of answers from now on; without an argument, nothing. */
    rewrite(next: Rewrite = (answer) => answer): void {
      rewrite = next;
    },
    /** How answers are written from now on; without an argument, without white space. */
    writeAs(next: (answer: unknown) => string = JSON.stringify): void {
      write = next;
    },
    /** The bodies of all requests, and where they went. */
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
