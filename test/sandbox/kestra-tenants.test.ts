import { afterAll, describe, expect, test } from 'vitest';
import { contractVersions, group, kestraServer, type User } from '../support/kestra-server.ts';

describe.each(contractVersions)('Kestra %s', async (version) => {
  const { published, call, close, everyone, newUser, missing } = await kestraServer(version);
  afterAll(close);

  test('suggests users of a tenant with the names of their groups', async () => {
    const suggest = async (body: object, tenant = 'main') =>
      (
        await call<{ id: string; username: string; groups: { name: string }[] }[]>(
          'POST',
          `/api/v1/${tenant}/tenant-access/autocomplete`,
          body,
        )
      ).body;
    const user = await newUser({ tenants: ['main'], groups: [group('main', 'Admins'), group('research', 'Viewers')] });
    expect(await suggest({ q: user.email.toUpperCase(), existingOnly: true })).toEqual([
      {
        id: user.id,
        username: user.email,
        displayName: user.email,
        description: '',
        groups: [{ id: group('main', 'Admins'), name: 'Admins', external: false }],
        auths: [],
      },
    ]);
    expect(await suggest({ q: user.email, existingOnly: true }, 'production')).toEqual([]);
    expect(await suggest({ q: user.email }, 'production')).toMatchObject([{ id: user.id, groups: [] }]);
    expect(await suggest({ username: user.email.toUpperCase(), q: null, ids: null })).toHaveLength(1);
    const ids = everyone.slice(10, 14).map(({ id }) => id);
    expect((await suggest({ ids })).map(({ id }) => id)).toEqual(ids);
    const members = everyone.filter(({ tenants }) => tenants.some(({ id }) => id === 'research'));
    const shown = await suggest({ existingOnly: true }, 'research');
    expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(members.map(({ id }) => id)));
    expect((await call('POST', '/api/v1/moon/tenant-access/autocomplete', {})).status).toBe(404);
    expect((await call('POST', '/api/v1/main/tenant-access/autocomplete', { ids: 'all' })).status).toBe(422);
  });

  test("replaces a user's groups in one tenant and leaves those of others", async () => {
    const kept = group('research', 'Viewers');
    const user = await newUser({ groups: [group('main', 'Admins'), kept] });
    const at = `/api/v1/main/users/${user.id}/groups`;
    const wanted = [group('main', 'Viewers'), group('main', 'Developers')];
    expect((await call('PUT', at, { groupIds: wanted })).status).toBe(204);
    const { body } = await call<User>('GET', `/api/v1/users/${user.id}`);
    expect(new Set(body.groups.map(({ id }) => id))).toEqual(new Set([kept, ...wanted]));
    expect((await call('PUT', at, { groupIds: [kept] })).status).toBe(404);
    expect((await call('PUT', at, {})).status).toBe(400);
    expect((await call('PUT', at.replace('main', 'production'), { groupIds: [] })).status).toBe(
      version === '2.0' ? 404 : 422,
    );
    expect((await call('PUT', at.replace('main', 'moon'), { groupIds: [] })).status).toBe(404);
    expect((await call('PUT', '/api/v1/main/users/nobody/groups', { groupIds: [] })).status).toBe(404);
  });

  test('every operation of this kind was answered with success', () => {
    const kind = (operationId: string) => /autocompleteUsers|updateUserGroups/.test(operationId);
    expect(published.operationIds.filter(kind)).toHaveLength(2);
    expect(missing(kind)).toEqual([]);
  });
});
