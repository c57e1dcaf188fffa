import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { causes } from '../../src/rest/causes.ts';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { startRunai } from '../../src/sandbox/runai.ts';
import { graphOver } from '../support/facade.ts';
import { failingPlatforms, failuresOf, linesOf, readiness, reading } from '../support/failing-platforms.ts';
import { silentServer } from '../support/silent-server.ts';

/* What an operator sees of a platform that fails: in the log, in the metrics, at `/ready`; and what a client does not see. */

const { closing, facadeAt, answering } = failingPlatforms();

async function portOf(kind: 'closed' | 'silent'): Promise<number> {
  const server = await silentServer();
  if (kind === 'closed') await server.close();
  else closing.push(() => server.close());
  return server.port;
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html', 'retry-after': '0' };
const page = '<title>pAgE</title>';
const own = (code: number) => JSON.stringify({ code, message: 'tExT' });
const row = { id: 7, username: 'cAnAry', createdBy: '', createdAt: null, updatedAt: null, lastLogin: null };

interface Failing {
  readonly what: string;
  readonly url: () => Promise<string>;
  /** In the log; the same code is the metric's label. */
  readonly cause: keyof typeof causes;
  readonly detail?: string;
  readonly status?: number;
  readonly ready: string;
  readonly tries?: number;
}

const failing: readonly Failing[] = [
  {
    what: 'where nothing listens',
    url: async () => `http://127.0.0.1:${await portOf('closed')}`,
    cause: 'ECONNREFUSED',
    ready: 'unreachable: ECONNREFUSED',
    tries: 3,
  },
  {
    what: 'with a certificate of its own making',
    url: () => answering({ status: 401 }, true),
    cause: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    ready: 'unreachable: DEPTH_ZERO_SELF_SIGNED_CERT',
    tries: 3,
  },
  {
    what: 'without TLS where HTTPS is asked for',
    url: async () => (await answering({ status: 401 })).replace('http:', 'https:'),
    cause: 'ERR_SSL_WRONG_VERSION_NUMBER',
    ready: 'unreachable: ERR_SSL_WRONG_VERSION_NUMBER',
    tries: 3,
  },
  {
    what: 'that never answers',
    url: async () => `http://127.0.0.1:${await portOf('silent')}`,
    cause: 'TIMEOUT',
    ready: 'failing: TIMEOUT',
  },
  {
    what: 'that is out of order',
    url: () => answering({ status: 502, headers: html, body: page }),
    cause: 'SERVER_ERROR',
    detail: '502',
    status: 502,
    ready: 'failing: SERVER_ERROR 502',
    tries: 3,
  },
  {
    what: 'whose base URL redirects',
    url: () => answering({ status: 301, headers: { location: 'https://sso.example.com/cAnAry' } }),
    cause: 'REDIRECT',
    detail: '301',
    status: 301,
    ready: 'wrong answer: REDIRECT 301',
  },
  {
    what: 'whose base URL is that of another server',
    url: () => answering({ status: 404, headers: html, body: page }),
    cause: 'FOREIGN_ANSWER',
    detail: '404 text/html',
    status: 404,
    ready: 'wrong answer: FOREIGN_ANSWER 404 text/html',
  },
  {
    what: 'whose base URL has another path',
    url: () => answering({ status: 404, headers: json, body: own(404) }),
    cause: 'WRONG_PATH',
    detail: '404',
    status: 404,
    ready: 'wrong answer: WRONG_PATH 404',
  },
  {
    what: 'behind a page for signing in',
    url: () => answering({ status: 200, headers: html, body: page }),
    cause: 'MEDIA_TYPE',
    detail: 'text/html',
    status: 200,
    ready: 'wrong answer: MEDIA_TYPE text/html',
  },
  {
    what: 'that sends a media type nobody knows',
    url: () => answering({ status: 200, headers: { 'content-type': 'text/cAnAry' }, body: page }),
    cause: 'MEDIA_TYPE',
    detail: 'another',
    status: 200,
    ready: 'wrong answer: MEDIA_TYPE another',
  },
  {
    what: 'that sends what is not JSON',
    url: () => answering({ status: 200, headers: json, body: page }),
    cause: 'NOT_JSON',
    status: 200,
    ready: 'ready',
  },
  {
    what: 'that breaks its contract',
    url: () => answering({ status: 200, headers: json, body: JSON.stringify(row) }),
    cause: 'BROKEN_CONTRACT',
    detail: '/ type',
    status: 200,
    ready: 'ready',
  },
];

describe.each(failing)('a platform $what', ({ url, cause, detail, status, ready, tries = 1 }) => {
  test(`is ${cause} to an operator, and no more than its code to a client`, async () => {
    const facade = await facadeAt(await url());
    const { errors } = await facade.ask(reading, undefined, { headers: { 'x-request-id': 'asked-1' } });
    expect(linesOf(facade, 'platform failure')).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        msg: 'platform failure',
        platform: 'Run:ai',
        operation: 'get_users',
        requestId: 'asked-1',
        ...(status && { status }),
        cause,
        code: cause,
        ...(detail && { detail }),
        means: causes[cause],
      },
    ]);
    expect(linesOf(facade, 'operation')).toMatchObject([{ requestId: 'asked-1', causes: [cause] }]);
    expect(await failuresOf(facade)).toEqual({ [cause]: tries });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toMatch(/^UPSTREAM_/);
    expect(JSON.stringify(errors)).not.toMatch(new RegExp(`(?<!UPSTREAM_)${cause}`));
    expect(facade.lines.join('')).not.toMatch(/cAnAry|pAgE|tExT|sso\.example/);
  });

  test(`makes /ready say "${ready}"`, async () => {
    const facade = await facadeAt(await url());
    const isReady = ready === 'ready';
    expect(await readiness(facade)).toEqual({
      status: isReady ? 200 : 503,
      body: { 'Run:ai': isReady ? 'ready' : `${ready} (${causes[cause]})` },
    });
    expect(linesOf(facade, 'platform not ready')).toHaveLength(isReady ? 0 : 1);
    expect(facade.lines.join('')).not.toMatch(/cAnAry|pAgE|tExT|sso\.example/);
  });
});

test('a base URL with a wrong path makes nobody disappear, on either platform', async () => {
  const [runai, kestra] = await Promise.all([startRunai({ users: 3 }), startKestra({ users: 3 })]);
  closing.push(runai.close, kestra.close);
  const facade = await graphOver(
    { users: 1, platforms: ['runai', 'kestra'] },
    { RUNAI_URL: `${runai.url}/wrong`, KESTRA_URL: `${kestra.url}/wrong/` },
  );
  closing.push(() => facade.close());
  const { errors } = await facade.ask(`{
    user(by: { userId: "x" }) { username }
    users(first: 1) { nodes { username } }
    kestraUser(by: { userId: "x" }) { email }
    kestraUserSuggestions(search: "ada") { nodes { username } }
  }`);
  expect(errors?.map(({ path, extensions }) => [path?.[0], extensions.code])).toEqual(
    expect.arrayContaining([
      ['user', 'UPSTREAM_BAD_RESPONSE'],
      ['users', 'UPSTREAM_BAD_RESPONSE'],
      ['kestraUser', 'UPSTREAM_BAD_RESPONSE'],
      ['kestraUserSuggestions', 'UPSTREAM_BAD_RESPONSE'],
    ]),
  );
  const condition = `wrong answer: FOREIGN_ANSWER 404 text/html (${causes.FOREIGN_ANSWER})`;
  expect(await readiness(facade)).toEqual({ status: 503, body: { 'Run:ai': condition, Kestra: condition } });
});

test('a port where something else than HTTP is spoken is told as that, without what it says', async () => {
  const talker = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.7\r\n'));
  talker.listen(0, '127.0.0.1');
  await once(talker, 'listening');
  closing.push(async () => talker.close());
  const facade = await facadeAt(`http://127.0.0.1:${(talker.address() as { port: number }).port}`);
  await facade.ask(reading);
  const [line] = linesOf(facade, 'platform failure');
  expect(line).toMatchObject({ cause: 'BROKEN_HTTP' });
  expect(Object.keys(await failuresOf(facade))).toEqual(['BROKEN_HTTP']);
  expect(facade.lines.join('')).not.toContain('OpenSSH');
});

test('a host name that is unknown is told by the code of the resolver', async () => {
  const facade = await facadeAt('http://no-such-host.invalid');
  await facade.ask(reading);
  const [line] = linesOf(facade, 'platform failure');
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(line.cause);
  expect(await failuresOf(facade)).toEqual({ [line.cause]: 3 });
});
