import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a collector was sent. */
export interface Received {
  readonly path: string;
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A collector of traces that takes OTLP over HTTP and, at a port of its own, over gRPC. */
export interface Collector {
  readonly url: string;
  readonly grpcUrl: string;
  readonly received: readonly Received[];
  /** Has it answer 400 with this text from now on. */
  refuse(text: string): void;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const received: Received[] = [];
  const note = (path: string, headers: IncomingHttpHeaders, body: Buffer) =>
    received.push({ path, type: String(headers['content-type']), headers, body });
  let refusal: string | undefined;
  const http = createServer(async (request, response) => {
    note(request.url ?? '', request.headers, await buffer(request));
    response.writeHead(refusal === undefined ? 200 : 400, { 'content-type': 'application/json' }).end(refusal ?? '{}');
  });
  const sessions = new Set<ServerHttp2Session>();
  const grpc = createHttp2Server((request, response) => {
    buffer(request).then((body) => {
      note(request.url, request.headers, body);
      response.writeHead(200, { 'content-type': 'application/grpc' });
      response.addTrailers({ 'grpc-status': '0' });
      // An empty message, uncompressed.
      response.end(Buffer.alloc(5));
    });
  });
  grpc.on('session', (session) => sessions.add(session));
  const [url, grpcUrl] = await Promise.all([listening(http), listening(grpc)]);
  return {
    url,
    grpcUrl,
    received,
    refuse(text) {
      refusal = text;
    },
    async close() {
      http.closeAllConnections();
      for (const session of sessions) session.destroy();
      await Promise.all([http, grpc].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
