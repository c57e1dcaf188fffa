import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Run:ai whose users are named after the token of who asks, and after how many users that one has created: `a-3-0`. It answers
 * after a random while, so that answers overtake each other.
 */
export async function tokenEcho() {
  const created = new Map<string, number>();
  let reads = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const isWrite = request.method === 'POST';
      if (isWrite) created.set(token, (created.get(token) ?? 0) + 1);
      else reads++;
      const limit = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('limit') ?? 1);
      const rows = Array.from({ length: limit }, (_, index) => row(`${token}-${created.get(token) ?? 0}-${index}`));
      const body = isWrite ? { ...rows[0], tempPassword: 'made-up' } : rows;
      setTimeout(() => {
        response.writeHead(isWrite ? 201 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }, Math.random() * 3);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** The reads that it served so far. */
    reads: () => reads,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const row = (username: string) => ({
  id: username,
  username,
  createdBy: 'admin@sandbox.test',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  lastLogin: null,
  isLocal: true,
  groups: [],
});
