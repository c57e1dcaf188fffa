import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

/**
 * An HTTP proxy that leads every host to one port of this machine, as only it knows the names behind it.
 * @param port where all tunnels lead
 */
export async function connectProxy(port: number) {
  let status = 200;
  let tunnels: string[] = [];
  let headers: IncomingHttpHeaders = {};
  let forwarded = 0;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((_, response) => {
    forwarded++;
    response.writeHead(501).end();
  });
  server.on('connection', keep);
  server.on('connect', (message, socket: Socket) => {
    tunnels.push(message.url ?? '');
    headers = message.headers;
    // Never: the client waits.
    if (status === 0) return;
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    const onwards = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onwards).pipe(socket);
    });
    keep(onwards);
    onwards.on('close', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** The tunnels that were asked for: `platform.test:443`. */
    tunnels: (): readonly string[] => tunnels,
    /** The headers of the last one. */
    headers: () => headers,
    /** Requests that were not for a tunnel. */
    forwarded: () => forwarded,
    /** What it answers from now on, and nothing when 0; what came before is forgotten. */
    answer(next: number): void {
      status = next;
      tunnels = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}
