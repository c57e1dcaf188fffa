import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { kestraVersions } from '../../src/kestra/versions.ts';
import { features, runaiVersions } from '../../src/runai/versions.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { settling } from '../support/real-time.ts';
import { auto, kestraProbes, probesOf, runaiProbes } from '../support/version-probes.ts';

/* A facade that is told no version finds it, and then answers as one that is told. */

const both = ['runai', 'kestra'] as const;
const user = '(by: { username: "admin@sandbox.test" })';
const runaiDocuments = [
  '{ users(first: 3, orderBy: { field: USERNAME, direction: DESC }) { totalCount nodes { username creator { username } } } }',
  `{ user${user} { username firstName access { roles } } }`,
  '{ users(first: 2, search: "mar", filter: { isLocal: true }) { nodes { username } pageInfo { hasNextPage } } }',
  '{ groups(first: 2) { nodes { name } } roles }',
  '{ user(by: { userId: "11111111-1111-4111-8111-111111111111" }) { username access { roles } } }',
];
const kestraDocuments = [
  '{ kestraUsers(first: 3, search: "e") { totalCount nodes { username email } } }',
  `{ kestraUser${user} { username } kestraViewer { username } }`,
];

/** What a facade answers to documents, and the calls that it makes. */
async function answersOf(facade: Facade, documents: readonly string[]) {
  const answers = [];
  for (const document of documents) answers.push(await facade.ask(document));
  const [runai = [], kestra = []] = await Promise.all(facade.sandboxes.map(({ calls }) => calls()));
  return { answers, runai, kestra };
}

async function withFacades(options: Parameters<typeof graphOver>[0], use: (told: Facade, finding: Facade) => unknown) {
  const facades = await Promise.all(
    [{}, auto].map((env) => graphOver({ users: 40, platforms: both, ...options }, env)),
  );
  try {
    await use(facades[0] as Facade, facades[1] as Facade);
  } finally {
    await Promise.all(facades.map((facade) => facade.close()));
  }
}

test.each(runaiVersions)(
  'Run:ai %s is found in its exact calls, and answers as if it had been named',
  async (version) => {
    await withFacades({ version }, async (told, finding) => {
      const expected = await answersOf(told, runaiDocuments);
      const { answers, runai, kestra } = await answersOf(finding, runaiDocuments);
      const { found, probes } = runaiProbes[version];
      // 2.25 and 2.26 are found as 2.24, which is what the messages name.
      const named = JSON.stringify(expected.answers).replaceAll(`Run:ai ${version} cannot`, `Run:ai ${found} cannot`);
      expect(answers).toEqual(JSON.parse(named));
      expect(probes.length).toBeLessThanOrEqual(5);
      // That groups are not listed is confirmed: the users that show them do not show it.
      const confirming = features[version].rules ? ['GET /api/v1/authorization/access-rules/count'] : [];
      expect(runai.filter((call) => !confirming.includes(call))).toEqual([...probes, ...expected.runai]);
      expect(runai.filter((call) => confirming.includes(call))).toEqual(confirming);
      expect(kestra, 'what asks one platform does not look for the version of another').toEqual([]);
    });
  },
);

test.each(kestraVersions)(
  'Kestra %s is found in its exact calls, and answers as if it had been named',
  async (version) => {
    await withFacades({ kestraVersion: version }, async (told, finding) => {
      const expected = await answersOf(told, kestraDocuments);
      const { answers, runai, kestra } = await answersOf(finding, kestraDocuments);
      const { probes } = kestraProbes[version];
      expect(answers).toEqual(expected.answers);
      expect(probes.length).toBeLessThanOrEqual(5);
      expect(kestra.slice(0, probes.length)).toEqual(probes);
      expect(kestra.slice(probes.length).toSorted()).toEqual(expected.kestra.toSorted());
      expect(runai).toEqual([]);
    });
  },
);

describe('a version that is looked for', () => {
  let facade: Facade;
  beforeEach(async () => {
    facade = await graphOver({ users: 20, platforms: both, version: '2.24', kestraVersion: '2.0' }, auto);
  });
  afterEach(() => facade.close());
  const document = '{ users(first: 1) { nodes { username } } }';
  const probed = async () => probesOf(await facade.calls(), runaiProbes['2.24'].probes);

  test('is told in the log and in /ready, and by x-explain as calls of the request that made them', async () => {
    const ready = async () => (await (await fetch(`${facade.url}/ready`)).json()) as object;
    expect(await ready()).toEqual({
      'Run:ai': 'ready',
      Kestra: 'ready',
      versions: { 'Run:ai': 'not found yet', Kestra: 'not found yet' },
    });
    await facade.forgetCalls();
    const headers = { 'x-explain': '1' };
    const { extensions } = await facade.ask(document, undefined, { headers });
    expect(extensions).toMatchObject({
      cost: { actual: 1 },
      plan: [
        { path: '/api/v1/users-minimal', reason: 'Finds the version of Run:ai.', calls: 1 },
        { path: '/api/v1/authorization/access-rules', reason: 'Finds the version of Run:ai.', calls: 1 },
        { path: '/api/v1/users', calls: 1 },
      ],
    });
    expect(await ready()).toMatchObject({ versions: { 'Run:ai': '2.24', Kestra: 'not found yet' } });
    const lines = facade.lines.map((line) => JSON.parse(line)).filter(({ msg }) => /version/.test(msg));
    expect(lines).toMatchObject([{ level: 'info', platform: 'Run:ai', version: '2.24' }]);
    expect(facade.lines.join(''), 'what a version lacks is no failure').not.toContain('platform failure');
  });

  test('is looked for once by all who come meanwhile', async () => {
    await facade.misbehave({ operationId: 'get_access_rules', connection: 'hold' });
    const tokens = ['sandbox-admin', 'sandbox-viewer', 'sandbox-admin', 'sandbox-viewer'];
    const asked = Promise.all(tokens.map((token) => facade.ask(document, undefined, { token })));
    await expect.poll(probed).toHaveLength(runaiProbes['2.24'].probes.length);
    await settling(100);
    await facade.misbehave();
    for (const { errors } of await asked) expect(errors).toBeUndefined();
    expect(await probed()).toEqual(runaiProbes['2.24'].probes);
  });

  test('takes no call without credentials, and one with those that are refused', async () => {
    const { errors: without } = await facade.ask(document, undefined, { token: null });
    expect(without).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await facade.calls()).toEqual([]);
    const { errors: refused } = await facade.ask(document, undefined, { token: 'nobody' });
    expect(refused).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await facade.calls()).toEqual(runaiProbes['2.24'].probes.slice(0, 1));
  });

  test('is no conclusion from a denial, neither for who is denied nor for the next one', async () => {
    const denied = ['get_access_rules', 'count_users', 'get_users'].map((operationId) => ({
      operationId,
      status: 403,
    }));
    await facade.misbehave(...denied);
    const { errors } = await facade.ask('{ roles users(first: 1) { nodes { firstName } } }');
    expect(errors).toMatchObject([
      { path: ['roles'], extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('RUNAI_VERSION') },
      { path: ['users'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await facade.calls()).length).toBeLessThanOrEqual(5 + 1);
    await facade.misbehave();
    await facade.forgetCalls();
    const next = await facade.ask('{ roles }', undefined, { token: 'sandbox-viewer' });
    expect(next.errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED_BY_VERSION' } }]);
    expect(await facade.calls()).toEqual(runaiProbes['2.24'].probes);
  });

  test('and that the rights of its caller hid is found by more rights, at most ten seconds later', async () => {
    const denied = ['get_access_rules', 'count_users', 'get_users'];
    await facade.misbehave(...denied.map((operationId) => ({ operationId, status: 403 })));
    const codes = async () =>
      (await facade.ask('{ roles users(first: 1) { nodes { firstName } } }')).errors?.map(
        ({ extensions }) => extensions.code,
      );
    expect(await codes()).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    await facade.misbehave();
    expect(await codes(), 'names are of the version that is assumed').toEqual(['FORBIDDEN', 'UPSTREAM_UNAVAILABLE']);
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 10_001);
    await codes();
    expect(await codes()).toEqual(['UNSUPPORTED_BY_VERSION', 'UNSUPPORTED_BY_VERSION']);
    vi.restoreAllMocks();
  });

  describe('and that the rights of many callers hide', () => {
    const hidden = ['get_access_rules', 'count_users', 'get_users'];
    const probes = [...runaiProbes['2.22'].probes, 'GET /api/v1/users?offset=0&limit=1'];
    /** Other credentials of the same person. */
    async function tokenOf(name: string): Promise<string> {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: name,
        client_secret: `sandbox-${name}`,
      });
      const answer = await fetch(`${facade.sandboxUrl}/api/v2/token`, { method: 'POST', body });
      return ((await answer.json()) as { access_token: string }).access_token;
    }
    const ask = (token: string, index: number) => facade.ask(`{ roles } # ${index}`, undefined, { token });
    beforeEach(() => facade.misbehave(...hidden.map((operationId) => ({ operationId, status: 403 }))));

    test('is looked for once by all with the same credentials, and not again for a while', async () => {
      const tokens = ['sandbox-admin', 'sandbox-viewer', 'sandbox-admin', 'sandbox-viewer', 'sandbox-admin'];
      for (const _ of ['at first', 'and later']) {
        for (const { errors } of await Promise.all(tokens.map(ask))) {
          expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
        }
      }
      const calls = await facade.served();
      for (const token of ['admin', 'viewer']) {
        const own = calls.filter((call) => call.token === token);
        expect(own.map(({ method, path, query }) => `${method} ${path}${query && `?${query}`}`)).toEqual(probes);
      }
      expect(calls).toHaveLength(2 * probes.length);
    });

    test('is looked for side by side, after the first one', async () => {
      await facade.misbehave(...hidden.map((operationId) => ({ operationId, status: 403, latencyMs: 500 })));
      const strangers = ['sandbox-admin', 'sandbox-viewer', await tokenOf('admin'), await tokenOf('viewer')];
      await facade.forgetCalls();
      const begun = performance.now();
      await Promise.all(strangers.map(ask));
      // Each takes 1500 ms: one after the other, they would take four times that.
      expect(performance.now() - begun).toBeLessThan(3.5 * 1500);
      expect(await facade.calls()).toHaveLength(4 * probes.length);
    });

    test('is settled for all by the first caller whose rights hide nothing', async () => {
      await ask('sandbox-viewer', 0);
      await facade.misbehave();
      await facade.forgetCalls();
      const { errors } = await ask('sandbox-admin', 0);
      expect(errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED_BY_VERSION' } }]);
      const later = await ask('sandbox-viewer', 0);
      expect(later.errors).toEqual(errors);
      expect(await facade.calls()).toEqual(runaiProbes['2.24'].probes);
    });
  });

  test('of 3.0 is found by those who may not look names up', async () => {
    await facade.close();
    facade = await graphOver({ users: 20, platforms: both, version: '3.0' }, auto);
    await facade.misbehave({ operationId: 'get_users_minimal', status: 403 });
    const { errors, data } = await facade.ask<{ users: { nodes: unknown[] } }, never>(
      '{ users(first: 1) { nodes { firstName } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.users.nodes).toHaveLength(1);
    expect((await facade.calls()).slice(0, -1)).toEqual([
      ...runaiProbes['2.24'].probes,
      'GET /api/v1/users?sortBy=firstName&sortOrder=asc&offset=0&limit=1',
    ]);
  });

  test('fails the fields of a platform that is out of order, and is found once it is not', async () => {
    await facade.misbehave({ operationId: 'get_access_rules', status: 503, times: 3 });
    const { errors, data } = await facade.ask('{ users(first: 1) { nodes { username } } kestraUsers { totalCount } }');
    expect(errors).toMatchObject([{ path: ['users'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(data).toMatchObject({ kestraUsers: { totalCount: expect.any(Number) } });
    expect((await facade.ask(document)).errors).toBeUndefined();
  });
});
