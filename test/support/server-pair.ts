import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import SchemaBuilder from '@pothos/core';
import { expect, vi } from 'vitest';
import type { Facade } from './facade.ts';
import { RawClient, type RawRequest } from './raw-answer.ts';

const fastPathModule = '../../src/server/fast-path/fast-path.ts';
type FastPath = typeof import('../../src/server/fast-path/fast-path.ts').fastPath;

/** A server with the fast path and the same server without it, before the same platforms. */
export interface Pair {
  readonly facades: readonly Facade[];
  /** Sends a request to both, as often as it says, and expects the same answers. @returns how the last one was served */
  same(asked: RawRequest, times?: number): Promise<{ readonly isFast: boolean }>;
  close(): Promise<void>;
}

/** Sends all requests at once over one connection. @returns all answers, without their dates */
export async function pipelined(url: string, bodies: readonly unknown[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const headers = Object.entries({ host: 'localhost', ...usual }).map(([name, value]) => `${name}: ${value}\r\n`);
  const texts = bodies.map((value, index) => {
    const body = JSON.stringify(value);
    const end = index === bodies.length - 1 ? 'connection: close\r\n' : '';
    return `POST /graphql HTTP/1.1\r\n${headers.join('')}${end}content-length: ${body.length}\r\n\r\n${body}`;
  });
  const socket = connect(Number(port), hostname);
  socket.write(texts.join(''));
  return (await text(socket)).replaceAll(/^Date: .*$/gm, '');
}

/** Starts both servers, before the sandboxes of the first one. */
export async function startPair(env: Readonly<Record<string, string>>): Promise<Pair> {
  const platforms = ['runai', 'kestra'] as const;
  let passedOn = 0;
  vi.doMock(fastPathModule, async (importOriginal: () => Promise<{ fastPath: FastPath }>) => {
    const { fastPath } = await importOriginal();
    const counted: FastPath = (options, next) =>
      fastPath(options, (message, response) => {
        passedOn++;
        return next(message, response);
      });
    return { fastPath: counted };
  });
  // Pothos itself is not loaded anew, and refuses a plugin of ours that registers again.
  SchemaBuilder.allowPluginReRegistration = true;
  vi.resetModules();
  const facade = await (await import('./facade.ts')).graphOver({ users: 120, platforms }, env);
  vi.doMock(fastPathModule, () => ({ fastPath: (_: unknown, next: ReturnType<FastPath>) => next }));
  vi.resetModules();
  const { graphOver } = await import('./facade.ts');
  const urls = { RUNAI_URL: facade.sandboxUrl, KESTRA_URL: facade.kestra.sandboxUrl };
  const plain = await graphOver({ users: 1, platforms }, { ...urls, ...env });
  vi.doUnmock(fastPathModule);
  const fastClient = new RawClient(facade.url);
  const plainClient = new RawClient(plain.url);
  return {
    facades: [facade, plain],
    async same(asked, times = 3) {
      for (let time = 0; time < times; time++) {
        passedOn = 0;
        const [fast, expected] = await Promise.all([fastClient.send(asked), plainClient.send(asked)]);
        expect(fast, JSON.stringify({ ...asked, body: String(asked.body) })).toEqual(expected);
      }
      return { isFast: passedOn === 0 };
    },
    async close() {
      fastClient.close();
      plainClient.close();
      await Promise.all([facade.close(), plain.close()]);
    },
  };
}

/** The headers that clients usually send. */
export const usual = {
  'content-type': 'application/json',
  accept: 'application/json',
  authorization: 'Bearer sandbox-admin',
  'kestra-authorization': 'Bearer sandbox-admin',
  'x-request-id': 'the-id',
};
/** A request with a JSON body. */
export const asJson = (body: unknown, headers: Readonly<Record<string, string>> = {}): RawRequest => ({
  headers: { ...usual, ...headers },
  body: JSON.stringify(body),
});
