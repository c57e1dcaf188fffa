import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawServer } from '../support/raw-server.ts';
import { selfSigned } from '../support/self-signed.ts';
import { silentServer } from '../support/silent-server.ts';
import { clientAt, facadeAt, failureOf, late, unavailable, writing } from '../support/writing.ts';

/* The ways in which a connection can fail, of which a client is told that its write was not sent. */

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, selfSigned.cert]));
afterAll(() => setDefaultCACertificates(trusted));

describe('a write was not sent when', () => {
  async function fateAt(url: string): Promise<object | undefined> {
    const facade = await facadeAt({ url });
    try {
      return await failureOf(facade);
    } finally {
      await facade.close();
    }
  }

  /** A port at which bytes are said to whoever connects, or which closes at once. */
  async function greeter(greet: (socket: Socket) => void) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      greet(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as { port: number }).port, close: () => server.close() };
  }

  const notSent = (code: string) => ({ code, outcome: 'NOT_SENT' });

  test('the host name is unknown', async () => {
    expect(await fateAt('http://no-such-host.invalid')).toEqual(notSent(unavailable));
  });

  test('nothing listens', async () => {
    const gone = await silentServer();
    await gone.close();
    expect(await fateAt(`http://127.0.0.1:${gone.port}`)).toEqual(notSent(unavailable));
    expect(await fateAt(`https://127.0.0.1:${gone.port}`)).toEqual(notSent(unavailable));
  });

  test('TLS is never agreed on', async () => {
    const silent = await silentServer();
    expect(await fateAt(`https://127.0.0.1:${silent.port}`)).toEqual(notSent(late));
    await silent.close();
  });

  test.each<[string, (socket: Socket) => void]>([
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['answered in the clear', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    // RFC 8446 §6: a fatal alert, handshake_failure.
    ['refused by an alert', (socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))],
  ])('agreeing on TLS is %s', async (_, greet) => {
    const server = await greeter((socket) => socket.once('data', () => greet(socket)));
    expect(await fateAt(`https://127.0.0.1:${server.port}`)).toEqual(notSent(unavailable));
    server.close();
  });

  test('the certificate is not trusted', async () => {
    const server = await rawServer({ secure: true });
    setDefaultCACertificates(trusted);
    expect(await fateAt(server.url)).toEqual(notSent(unavailable));
    setDefaultCACertificates([...trusted, selfSigned.cert]);
    expect(server.received()).toEqual([]);
    await server.close();
  });

  test('the certificate is for another name', async () => {
    const server = await rawServer({ secure: true, host: '0.0.0.0' });
    expect(await fateAt(`https://127.0.0.2:${server.port}`)).toEqual(notSent(unavailable));
    expect(server.received()).toEqual([]);
    await server.close();
  });

  test('all connections are taken until its time is up', async () => {
    const server = await rawServer();
    const client = clientAt(server.url);
    server.behave(() => undefined);
    const under = (id: number) => writing(client, { deadline: Date.now() + 1000 }).deleteUser(`${id}`);
    const blocking = Array.from({ length: 64 }, (_, id) => under(id).catch((error) => error.outcome));
    await expect.poll(() => server.received()).toHaveLength(64);
    const error = await writing(client, { deadline: Date.now() + 50 })
      .deleteUser('late')
      .catch((reason) => reason);
    expect(error).toMatchObject(notSent(late));
    expect(new Set(await Promise.all(blocking))).toEqual(new Set(['UNKNOWN']));
    expect(server.received()).toHaveLength(64);
    await client.close();
    await server.close();
  });

  test('it holds what HTTP does not carry', async () => {
    const server = await rawServer();
    const client = clientAt(server.url);
    const asked = writing(client, { authorization: 'Bearer one\r\nx-other: two' }).deleteUser('x');
    await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT', outcome: undefined });
    expect(server.received()).toEqual([]);
    await client.close();
    await server.close();
  });
});
