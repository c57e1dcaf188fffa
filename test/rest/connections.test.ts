import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { rawHttp2Server } from '../support/raw-http2-server.ts';
import { rawAnswer, rawServer } from '../support/raw-server.ts';
import { selfSigned } from '../support/self-signed.ts';

const clients = 32;

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, selfSigned.cert]));
afterAll(() => setDefaultCACertificates(trusted));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** By default, one outage that counts is seen. */
async function facadeAt(url: string, failures = 1): Promise<Facade> {
  const facade = await graphOver({ users: 1 }, { RUNAI_URL: url, BREAKER_FAILURES: String(failures) });
  closing.push(() => facade.close());
  return facade;
}

const row = {
  username: 'ada@example.com',
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  isLocal: true,
  groups: [],
};
const user = JSON.stringify({ id: 'made', ...row, updatedAt: row.createdAt, lastLogin: null, tempPassword: 'made-up' });

/** Platforms that answer reads with no rows and writes with a user, once so many have come that all need a connection. */
const platforms = {
  async 'HTTP/1.1'(secure = false) {
    const server = await rawServer({ secure });
    let waiting: (() => void)[] = [];
    let together = 1;
    const answer = (): void => {
      const ready = waiting;
      waiting = [];
      for (const go of ready) go();
    };
    server.behave((socket, _, call) => {
      waiting.push(() =>
        socket.write(call.startsWith('GET') ? rawAnswer('200 OK', '[]') : rawAnswer('201 Created', user)),
      );
      if (waiting.length >= together) answer();
    });
    closing.push(() => server.close());
    return {
      ...server,
      answerTogether: (count: number) => {
        together = count;
      },
    };
  },
  'HTTP/1.1 with TLS': () => platforms['HTTP/1.1'](true),
  async 'HTTP/2'() {
    const server = await rawHttp2Server();
    server.behave((stream, _, call) => {
      const isRead = call.startsWith('GET');
      stream.respond({ ':status': isRead ? 200 : 201, 'content-type': 'application/json' });
      stream.end(isRead ? '[]' : user);
    });
    closing.push(() => server.close());
    return { ...server, answerTogether: () => undefined };
  },
};

/** Each client's own read, so that none is answered by another's. */
const reads = (facade: Facade, word: string) =>
  Promise.all(
    Array.from({ length: clients }, (_, client) =>
      facade.ask(`{ users(search: "${word} ${client}") { nodes { username } } }`),
    ),
  );
const codesOf = (answers: Awaited<ReturnType<typeof reads>>) =>
  answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));

async function sampleOf({ url }: Facade, name: string): Promise<number> {
  const text = await (await request(`${url}/metrics`)).body.text();
  return Number(new RegExp(`^users_graph_${name} (\\d+)$`, 'm').exec(text)?.[1]);
}
const breakerOf = (facade: Facade) => sampleOf(facade, 'breaker_state\\{platform="Run:ai"\\}');

const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';

describe.each(Object.entries(platforms))('over %s, connections that a balancer has dropped', (_, start) => {
  test('cost a reader nothing: the breaker stays closed, and each read is repeated once, at once', async () => {
    const platform = await start();
    const facade = await facadeAt(platform.url);
    platform.answerTogether(clients);
    expect(codesOf(await reads(facade, 'before'))).toEqual([]);
    platform.answerTogether(1);
    platform.forget();

    const answers = await reads(facade, 'after');
    expect(codesOf(answers)).toEqual([]);
    expect(answers.map(({ data }) => data)).toEqual(Array(clients).fill({ users: { nodes: [] } }));
    expect(platform.missed()).toBeGreaterThan(0);
    expect(platform.received()).toHaveLength(2 * clients);
    expect(await breakerOf(facade)).toBe(0);
  });

  test('carry no write: it is done once', async () => {
    const platform = await start();
    const facade = await facadeAt(platform.url);
    await reads(facade, 'before');
    platform.forget();
    const answers = await Promise.all([facade.ask(write), facade.ask(write)]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(platform.missed()).toBe(0);
    expect(platform.received().filter((call) => call.startsWith('POST'))).toHaveLength(2);
  });
});

describe('a platform that is gone', () => {
  test('is suspended, however many connections were kept', async () => {
    const platform = await platforms['HTTP/1.1']();
    const facade = await facadeAt(platform.url);
    platform.answerTogether(clients);
    await reads(facade, 'before');
    platform.forget();
    platform.refuse();
    expect(codesOf(await reads(facade, 'after'))).toEqual(Array(clients).fill('UPSTREAM_UNAVAILABLE'));
    expect(await breakerOf(facade)).toBe(2);
    expect(platform.received()).toHaveLength(clients);
  });

  test('or cuts whatever it is asked is asked three times for a read, over kept connections or not', async () => {
    const platform = await platforms['HTTP/1.1']();
    const facade = await facadeAt(platform.url, 100);
    await facade.ask('{ users(search: "before") { nodes { username } } }');
    platform.behave((socket) => socket.destroy());
    const { errors } = await facade.ask('{ users(search: "after") { nodes { username } } }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(platform.received()).toHaveLength(3);
  });
});

test('writes that follow one another share a connection, and those after a pause do not', async () => {
  const platform = await platforms['HTTP/1.1']();
  const facade = await facadeAt(platform.url);
  const many = Array.from(
    { length: 5 },
    (_, index) => `_${index}: createUser(input: { email: "${index}@example.com" }) { __typename }`,
  );
  await facade.ask(`mutation { ${many.join(' ')} }`);
  expect(platform.received()).toHaveLength(5);
  const opened = platform.opened();
  expect(opened, 'two take turns').toBeLessThanOrEqual(2);
  await expect.poll(() => platform.open()).toBe(0);
  await facade.ask(write);
  expect(platform.opened()).toBe(opened + 1);
});
