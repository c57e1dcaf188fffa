import { afterAll, describe, expect, test } from 'vitest';
import { contractVersions, kestraServer, type Summary, type User } from '../support/kestra-server.ts';

interface Failure {
  message: string;
  _links: { self: { href: string }[] };
  _embedded?: { errors: { message: string; path: string }[] };
}

describe.each(contractVersions)('Kestra %s', async (version) => {
  const { call, search, close, everyone, page } = await kestraServer(version);
  afterAll(close);

  test('pages through everyone', async () => {
    expect(everyone).toHaveLength(150);
    for (const size of [1, 40, 150, 151]) {
      for (const number of [1, 2, 4, 5]) {
        const { body } = await page(`page=${number}&size=${size}`);
        expect(body).toEqual({ results: everyone.slice((number - 1) * size, number * size), total: 150 });
      }
    }
    expect((await page('page=2147483647&size=2147483647')).body).toEqual({ results: [], total: 150 });
  });

  test('searches e-mails and names', async () => {
    const { body } = await page(`page=1&size=50&${search}=LOVE`);
    expect(body.total).toBe(body.results.length);
    expect(body.results.map(({ username }) => username)).toContain('ada.lovelace@example.com');
    expect((await page(`page=1&size=50&${search}=${encodeURIComponent('Ada Love')}`)).body.total).toBe(1);
    expect((await page(`page=1&size=50&${search}=Ada%2CLovelace`)).body.total).toBe(0);
    expect((await page(`page=1&size=50&${search}=`)).body.total).toBe(150);
  });

  test('sorts, with ties by id', async () => {
    const by = (compare: (a: Summary, b: Summary) => number) => everyone.toSorted(compare);
    const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    const sorted = async (sort: string) =>
      (await page(`page=1&size=1000&sort=${encodeURIComponent(sort)}`)).body.results;
    expect(await sorted('username:asc')).toEqual(by((a, b) => order(a.username, b.username)));
    expect(await sorted('username:descending')).toEqual(by((a, b) => order(b.username, a.username)));
    expect(await sorted('superAdmin:desc,displayName:asc')).toEqual(
      by(
        (a, b) =>
          Number(b.superAdmin) - Number(a.superAdmin) || order(a.displayName, b.displayName) || order(a.id, b.id),
      ),
    );
    for (const sort of ['username', 'username:asc:desc', 'nothing:asc', 'constructor:asc', '', 'username:asc,']) {
      expect((await page(`page=1&size=1&sort=${sort}`)).status, sort).toBe(422);
    }
  });

  test('overlooks a search that another version has', async () => {
    const other = version === '1.0' ? 'filters%5Bq%5D%5BEQUALS%5D' : 'q';
    expect((await page(`page=1&size=50&${other}=LOVE`)).body.total).toBe(150);
  });

  test('asks for page and size before 2.0, and for sensible ones', async () => {
    const isRequired = version !== '2.0';
    expect((await page('page=2')).status).toBe(isRequired ? 400 : 200);
    expect((await page('size=1')).status).toBe(isRequired ? 400 : 200);
    if (!isRequired) expect((await page('')).body.results).toEqual(everyone.slice(0, 10));
    for (const query of ['page=0&size=1', 'page=1&size=0', 'page=one&size=1', 'page=1&size=-1', 'page=1.5&size=1']) {
      expect((await page(query)).status, query).toBe(422);
    }
    const { body } = await call<Failure>('GET', '/api/v1/users?page=0&size=1');
    expect(body._links.self[0]?.href).toBe('/api/v1/users');
    expect(body._embedded?.errors).toEqual([{ message: 'must be at least 1', path: 'query.page' }]);
  });

  test('reads one user, with all that a list leaves out', async () => {
    for (const summary of everyone) {
      const { body } = await call<User>('GET', `/api/v1/users/${summary.id}`);
      expect(body).toMatchObject(summary);
      expect(body.email).toBe(body.username);
      const tenants = body.tenants.map(({ id }) => id);
      expect(body.groups.every(({ tenantId }) => tenants.includes(tenantId))).toBe(true);
    }
    expect((await call('GET', '/api/v1/users/nobody')).status).toBe(404);
  });
});
