import { afterAll, describe, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { contractVersions, kestraServer } from '../support/kestra-server.ts';

interface Tokens {
  total: number;
  results: { id: string; name: string; iat: string; exp?: string; expired: boolean; extended: boolean }[];
}

describe.each(contractVersions)('Kestra %s', async (version) => {
  const { published, call, close, path, newUser, missing } = await kestraServer(version);
  afterAll(close);

  const [account] = serviceAccounts.filter(({ tenantId }) => tenantId === 'research');
  const accountPath = `/api/v1/service-accounts/${account?.id}/api-tokens`;
  const tenantPath = `/api/v1/research/service-accounts/${account?.id}/api-tokens`;

  test.each([
    ['user', () => path(8, '/api-tokens'), version === '1.0' ? 200 : 201, 204],
    ['service account', () => accountPath, 200, 200],
    ['service account of a tenant', () => tenantPath, 200, 200],
  ] as const)('issues and revokes the tokens of a %s', async (_, at, created, deleted) => {
    const before = (await call<Tokens>('GET', at())).body;
    const issued = await call<{ id: string; name: string; fullToken: string }>('POST', at(), {
      name: 'ci-token',
      maxAge: 'PT1H',
      extended: true,
    });
    expect(issued).toMatchObject({ status: created, body: { name: 'ci-token' } });
    const { body: after } = await call<Tokens>('GET', at());
    expect(after.total).toBe(before.total + 1);
    const token = after.results.at(-1);
    expect(token).toMatchObject({ id: issued.body.id, name: 'ci-token', extended: true, expired: false });
    expect(Date.parse(token?.exp ?? '') - Date.parse(token?.iat ?? '')).toBe(3_600_000);
    expect(JSON.stringify(after)).not.toContain(issued.body.fullToken);
    expect((await call('DELETE', `${at()}/${issued.body.id}`)).status).toBe(deleted);
    expect((await call('DELETE', `${at()}/${issued.body.id}`)).status).toBe(404);
    expect((await call('GET', at())).body).toEqual(before);
    for (const body of [{}, { name: 'Not Allowed' }, { name: 'a', maxAge: 'soon' }, { name: 'a', maxAge: 'P1M' }]) {
      expect((await call('POST', at(), body)).status, JSON.stringify(body)).toBe(422);
    }
  });

  test.each([
    ['PT30S', 30],
    ['P1D', 86_400],
    ['P2W', 1_209_600],
    ['P1DT2H3M4S', 93_784],
    ['PT0S', 0],
  ])('reads the duration %s', async (maxAge, seconds) => {
    const { id } = await newUser();
    await call('POST', `/api/v1/users/${id}/api-tokens`, { name: 'a', maxAge });
    const [token] = (await call<Tokens>('GET', `/api/v1/users/${id}/api-tokens`)).body.results;
    expect(Date.parse(token?.exp ?? '') - Date.parse(token?.iat ?? '')).toBe(seconds * 1000);
  });

  test.each(['P', 'PT', 'P1DT', '1H', 'PT1H ', 'P-1D', 'P99999999W'])('refuses the duration %s', async (maxAge) => {
    expect((await call('POST', path(8, '/api-tokens'), { name: 'a', maxAge })).status).toBe(422);
  });

  test('has tokens that expired and tokens that never will', async () => {
    const lists = await Promise.all(
      serviceAccounts.map(({ id }) => call<Tokens>('GET', `/api/v1/service-accounts/${id}/api-tokens`)),
    );
    const tokens = lists.flatMap(({ body }) => body.results);
    expect(tokens).toHaveLength(12);
    expect(tokens.filter(({ expired }) => expired).map(({ name }) => name)).toEqual(Array(6).fill('old-laptop'));
    expect(tokens.some(({ exp }) => exp === undefined)).toBe(true);
  });

  test('keeps the scopes of tokens apart', async () => {
    expect((await call('GET', '/api/v1/users/nobody/api-tokens')).status).toBe(404);
    expect((await call('GET', '/api/v1/service-accounts/nobody/api-tokens')).status).toBe(404);
    expect((await call('GET', tenantPath.replace('research', 'main'))).status).toBe(404);
    expect((await call('GET', tenantPath.replace('research', 'moon'))).status).toBe(404);
    expect((await call('GET', accountPath)).body).toEqual((await call('GET', tenantPath)).body);
  });

  test('every operation of this kind was answered with success', () => {
    const kind = (operationId: string) => /ApiToken/.test(operationId) && !/CurrentUser$/.test(operationId);
    expect(published.operationIds.filter(kind)).toHaveLength(9);
    expect(missing(kind)).toEqual([]);
  });
});
