import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { tellsCaller } from '../support/kestra-under-test.ts';

const who = '{ kestraViewer { userId username email firstName isSuperAdmin isRestricted tenants { tenantId } } }';
const rights = '{ kestraUsers(first: 3) { nodes { username viewerCanUpdate viewerCanDelete } } }';
const me = 'GET /api/v1/me';

type Data = { kestraViewer: object | null };
type Users = { kestraUsers: { nodes: { viewerCanUpdate: boolean | null; viewerCanDelete: boolean | null }[] } };

describe.runIf(tellsCaller)('on a version that tells who the caller is', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ platforms: ['kestra'], users: 20 });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test('a super admin learns who they are, in one call', async () => {
    const { data, errors } = await facade.ask<Data, never>(who);
    expect(errors).toBeUndefined();
    expect(data.kestraViewer).toMatchObject({
      username: 'admin@sandbox.test',
      email: 'admin@sandbox.test',
      firstName: 'Sandbox',
      isSuperAdmin: true,
      isRestricted: false,
    });
    expect(await facade.calls()).toEqual([me]);
  });

  test('a caller without rights learns it, too', async () => {
    const { data } = await facade.ask<Data, object>(who, {}, { token: 'sandbox-viewer' });
    expect(data.kestraViewer).toMatchObject({ username: 'viewer@sandbox.test', isSuperAdmin: false });
    expect(await facade.calls()).toEqual([me]);
  });

  test.each([
    ['sandbox-admin', true],
    ['sandbox-viewer', false],
  ])('what %s may do with each user of a list costs one call more', async (token, may) => {
    const { data } = await facade.ask<Users, object>(rights, {}, { token });
    expect(data.kestraUsers.nodes.map((node) => [node.viewerCanUpdate, node.viewerCanDelete])).toEqual(
      Array(3).fill([may, may]),
    );
    expect((await facade.calls()).toSorted()).toEqual([me, 'GET /api/v1/users?page=1&size=3']);
  });

  test('the account of the caller is read by its id', async () => {
    const { data } = await facade.ask<Data, never>('{ kestraViewer { userId user { username groups { groupId } } } }');
    const { userId } = data.kestraViewer as { userId: string };
    expect(data.kestraViewer).toMatchObject({ user: { username: 'admin@sandbox.test' } });
    expect(await facade.calls()).toEqual([me, `GET /api/v1/users/${userId}`]);
  });

  test('without the answer the users are there all the same', async () => {
    await facade.misbehave({ operationId: 'getCurrentUser', status: 403 });
    const { data, errors } = await facade.ask<Users, never>(rights);
    expect(data.kestraUsers.nodes).toHaveLength(3);
    expect(data.kestraUsers.nodes.every((node) => node.viewerCanUpdate === null)).toBe(true);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    await facade.misbehave();
  });
});

test('a version that does not tell leaves null, and names those that do', async () => {
  const facade = await graphOver({ platforms: ['kestra'], users: 20 }, { KESTRA_VERSION: '1.2' });
  try {
    const { data, errors } = await facade.ask<Data & Users, never>(`{ kestraViewer { userId } ${rights.slice(1)}`);
    expect(data.kestraViewer).toBeNull();
    expect(data.kestraUsers.nodes).toHaveLength(3);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNSUPPORTED_BY_VERSION', versions: ['2.0', '1.3'] });
    expect(await facade.calls()).toEqual(['GET /api/v1/users?page=1&size=3']);
  } finally {
    await facade.close();
  }
});
