import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { group } from '../support/kestra-server.ts';

const at = '/api/v1/main';
const asTenantAdmin = { token: 'sandbox-tenant-admin' };
const role = (name: string) => rolesOf('main').find((one) => one.name === name)?.id ?? '';
const filter = (name: string, value: string) => `filters[${name}][EQUALS]=${value}`;

interface Member {
  id: string;
  userId: string;
  username: string;
  groups: { name: string }[];
  roles: { role: { name: string }; group: { name: string } | null; permissions: { resource: string }[] }[];
}
interface Tenant {
  members: { totalCount: number; nodes: Member[] };
  groups: {
    totalCount: number;
    nodes: {
      id: string;
      groupId: string;
      name: string;
      description: string | null;
      members: { edges: { membership: string; isExternal: boolean; node: Member }[] };
    }[];
  };
  roles: {
    nodes: { id: string; roleId: string; name: string; permissions: { resource: string; actions: string[] }[] }[];
  };
  bindings: {
    nodes: {
      id: string;
      holder: string;
      namespace: string | null;
      role: { name: string };
      member: Member | null;
      group: { name: string } | null;
    }[];
  };
  invitations: {
    totalCount: number;
    nodes: { id: string; email: string; status: string; link: string; roles: { name: string }[] }[];
  };
  serviceAccounts: { nodes: { id: string; serviceAccountId: string; name: string }[] };
}
type Data = { kestraTenant: Tenant };

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 60 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

describe('a tenant admin, who is no super admin', () => {
  const ask = async (fields: string) => {
    const { data, errors } = await facade.ask<Data, object>(
      `{ kestraTenant(by: { tenantId: "main" }) { ${fields} } }`,
      {},
      asTenantAdmin,
    );
    expect(errors).toBeUndefined();
    return data.kestraTenant;
  };

  test('reads the members with their groups in one call', async () => {
    const { members } = await ask('members(first: 100) { totalCount nodes { userId username groups { name } } }');
    expect(members.nodes).toHaveLength(members.totalCount);
    expect(members.nodes.slice(-2).map(({ username }) => username)).toEqual(['ci', 'terraform']);
    expect(members.nodes.flatMap(({ groups }) => groups.map(({ name }) => name))).toContain('Developers');
    expect(await facade.calls()).toEqual([`GET ${at}/tenant-access?page=1&size=100`]);
  });

  test('tells of each member whether an identity provider keeps the membership, without a call', async () => {
    const { data } = await facade.ask<
      {
        kestraTenant: {
          members: { nodes: { groupMemberships: { group: { name: string }; isExternal: boolean }[] }[] };
        };
      },
      object
    >('{ kestraTenant { members(first: 100) { nodes { groupMemberships { group { name } isExternal } } } } }');
    const shown = data.kestraTenant.members.nodes.flatMap(({ groupMemberships }) => groupMemberships);
    expect(new Set(shown.map(({ isExternal }) => isExternal))).toEqual(new Set([true, false]));
    for (const { group: of, isExternal } of shown) expect(isExternal).toBe(of.name === 'Everyone');
    expect(await facade.calls()).toHaveLength(1);
  });

  test('walks all members by pages', async () => {
    type Page = { nodes: Member[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    const seen: string[] = [];
    let page: Page | undefined;
    do {
      const { data } = await facade.ask<{ kestraTenant: { members: Page } }, object>(
        'query Q($after: String) { kestraTenant { members(first: 20, after: $after) { nodes { userId } pageInfo { endCursor hasNextPage } } } }',
        { after: page?.pageInfo.endCursor ?? null },
        asTenantAdmin,
      );
      page = data.kestraTenant.members;
      seen.push(...page.nodes.map(({ userId }) => userId));
    } while (page.pageInfo.hasNextPage);
    const { members } = await ask('members(first: 100) { totalCount nodes { userId } }');
    expect(seen).toEqual(members.nodes.map(({ userId }) => userId));
  });

  test('searches members, and keeps to a kind of account', async () => {
    const { members } = await ask('members(search: "LOVE", type: STANDARD) { nodes { username } }');
    expect(members.nodes).toEqual([{ username: 'ada.lovelace@example.com' }]);
    const query = `${filter('q', 'LOVE')}&${filter('type', 'STANDARD')}&page=1&size=20`;
    expect(await facade.calls()).toEqual([`GET ${at}/tenant-access?${query}`]);
  });

  test('reads the roles that a member holds, and by what', async () => {
    const { members } = await ask(
      'members(username: "Grace.Hopper@example.com") { nodes { id userId isSuperAdmin roles { role { name } namespace group { name } bindingId permissions { resource actions } } } }',
    );
    const [member] = members.nodes;
    expect(member).toMatchObject({ isSuperAdmin: false });
    expect(member?.roles.find((held) => held.group === null)).toMatchObject({
      role: { name: 'Admin' },
      namespace: null,
      permissions: expect.arrayContaining([
        { resource: 'GROUP', actions: ['VIEW', 'LIST', 'CREATE', 'UPDATE', 'DELETE', 'MANAGE_MEMBERS'] },
      ]),
    });
    expect((await facade.calls())[1]).toBe(`GET ${at}/tenant-access/${member?.userId}`);
    await facade.forgetCalls();
    const { data } = await facade.ask<{ node: Member }, object>(
      `{ node(id: "${member?.id}") { ... on KestraTenantMember { username groups { name } roles { role { name } } } } }`,
      {},
      asTenantAdmin,
    );
    expect(data.node.username).toBe('Grace.Hopper@example.com');
    expect(await facade.calls()).toEqual([`GET ${at}/tenant-access/${member?.userId}`]);
  });

  test('reads groups with their members: a call for the list, and one for each group', async () => {
    const { groups } = await ask(
      'groups(first: 3) { totalCount nodes { id groupId name description members(first: 100) { edges { membership isExternal node { username } } } } }',
    );
    expect(groups.totalCount).toBe(5);
    expect(groups.nodes.map(({ name }) => name)).toEqual(['Admins', 'Developers', 'Everyone']);
    expect(groups.nodes[2]?.members.edges[0]).toMatchObject({ membership: 'MEMBER', isExternal: true });
    const ids = ['Admins', 'Developers', 'Everyone'].map((name) => group('main', name));
    expect((await facade.calls()).toSorted()).toEqual(
      [
        `GET ${at}/groups/search?sort=name:asc&page=1&size=3`,
        ...ids.map((id) => `GET ${at}/groups/${id}/members?page=1&size=100`),
      ].toSorted(),
    );
  });

  test('reads several groups and several roles by their ids in one call each', async () => {
    const data = await ask(
      `a: group(by: { groupId: "${group('main', 'Admins')}" }) { name } b: group(by: { groupId: "${group('main', 'Viewers')}" }) { name } ` +
        `c: role(by: { roleId: "${role('Admin')}" }) { name isManaged } d: role(by: { roleId: "${role('Viewer')}" }) { name permissions { resource actions } } e: role(by: { roleId: "none" }) { name }`,
    );
    expect(data).toMatchObject({
      ...{ a: { name: 'Admins' }, b: { name: 'Viewers' }, c: { name: 'Admin', isManaged: true }, e: null },
      d: { permissions: expect.arrayContaining([{ resource: 'FLOW', actions: ['VIEW', 'LIST'] }]) },
    });
    expect((await facade.calls()).toSorted()).toEqual([`POST ${at}/groups/ids`, `POST ${at}/roles/ids`]);
  });

  test('reads what all roles allow in one call more than their list', async () => {
    const { roles } = await ask('roles { nodes { name description permissions { resource } } }');
    expect(roles.nodes.map(({ name }) => name)).toEqual(['Admin', 'Editor', 'Launcher', 'People Manager', 'Viewer']);
    expect(roles.nodes.every(({ permissions }) => permissions.length > 0)).toBe(true);
    expect(await facade.calls()).toEqual([
      `GET ${at}/roles/search?sort=name:asc&page=1&size=20`,
      `POST ${at}/roles/ids`,
    ]);
  });

  test('reads bindings, with who holds which role where', async () => {
    const { bindings } = await ask(
      'bindings { nodes { id holder namespace role { name } member { username } group { name } } }',
    );
    expect(bindings.nodes).toMatchObject([
      { holder: 'GROUP', namespace: null, role: { name: 'Admin' }, member: null, group: { name: 'Admins' } },
      { group: { name: 'Developers' } },
      { group: { name: 'Operators' } },
      { group: { name: 'Viewers' } },
      { holder: 'USER', namespace: 'company.team', role: { name: 'Editor' }, member: { username: 'ci' }, group: null },
      { holder: 'USER', role: { name: 'Admin' }, member: { username: 'Grace.Hopper@example.com' } },
    ]);
    expect(await facade.calls()).toEqual([`GET ${at}/bindings/search?page=1&size=20`]);
    await facade.forgetCalls();
    const of = await ask(
      `bindings(holder: GROUP, holderId: "${group('main', 'Viewers')}") { nodes { role { name } } }`,
    );
    expect(of.bindings.nodes).toEqual([{ role: { name: 'Viewer' } }]);
    expect(await facade.calls()).toEqual([
      `GET ${at}/bindings/search?type=GROUP&id=${group('main', 'Viewers')}&page=1&size=20`,
    ]);
  });

  test('reads invitations, and the link to hand over', async () => {
    const { invitations } = await ask(
      'invitations { totalCount nodes { id email status link expiresAt acceptedAt roles { name } } }',
    );
    expect(invitations.nodes.map(({ email, status }) => [email, status])).toEqual([
      ['accepted@guests.example.org', 'ACCEPTED'],
      ['expired@guests.example.org', 'EXPIRED'],
      ['pending@guests.example.org', 'PENDING'],
    ]);
    expect(invitations.nodes[0]).toMatchObject({
      roles: [{ name: 'Viewer' }],
      link: expect.stringContaining('/ui/invitation/'),
    });
    expect(await facade.calls()).toEqual([`GET ${at}/invitations/search?sort=email:asc&page=1&size=20`]);
    const only = await ask('invitations(status: PENDING, email: "pending@guests.example.org") { nodes { email } }');
    expect(only.invitations.nodes).toHaveLength(1);
  });

  test('reads service accounts, and suggestions of groups and roles', async () => {
    const { serviceAccounts: accounts } = await ask('serviceAccounts { nodes { serviceAccountId name } }');
    const own = serviceAccounts.filter(({ tenantId }) => tenantId === 'main');
    expect(accounts.nodes).toEqual(own.map(({ id, name }) => ({ serviceAccountId: id, name })));
    expect(await facade.calls()).toEqual([`GET ${at}/service-accounts?page=1&size=20`]);
    const found = await ask(
      'groupSuggestions(search: "dev") { nodes { name } } roleSuggestions(search: "edit") { nodes { name } }',
    );
    expect(found).toEqual({
      groupSuggestions: { nodes: [{ name: 'Developers' }] },
      roleSuggestions: { nodes: [{ name: 'Editor' }] },
    });
  });

  test('is refused what needs a super admin, and another tenant, and gets the rest', async () => {
    const { data, errors } = await facade.ask<
      Data & { kestraUsers: { totalCount: null }; other: { members: { totalCount: null } } },
      object
    >(
      '{ kestraUsers { totalCount } other: kestraTenant(by: { tenantId: "research" }) { members { totalCount } } kestraTenant { groups { totalCount } } }',
      {},
      asTenantAdmin,
    );
    expect(data).toEqual({
      kestraUsers: { totalCount: null },
      other: { members: { totalCount: null } },
      kestraTenant: { groups: { totalCount: 5 } },
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

test('a tenant that does not exist costs nothing, and its lists tell', async () => {
  const { data, errors } = await facade.ask<Data, object>(
    '{ kestraTenant(by: { tenantId: "moon" }) { tenantId groups { totalCount } } }',
  );
  expect(data).toEqual({ kestraTenant: { tenantId: 'moon', groups: { totalCount: null } } });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const wrong = await facade.ask('{ kestraTenant(by: { tenantId: "users" }) { tenantId } }');
  expect(wrong.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: ['by', 'tenantId'] }],
  });
});

const none = { totalCount: null };
test('a version without these operations says so, and gives the rest', async () => {
  const old = await graphOver({ platforms: ['kestra'], kestraVersion: '1.0', users: 20 });
  try {
    const { data, errors } = await old.ask<Data & { kestraUsers: { totalCount: number } }, never>(
      '{ kestraUsers { totalCount } kestraTenant { tenantId members { totalCount } groups { totalCount } invitations { totalCount } } }',
    );
    expect(data).toEqual({
      kestraUsers: { totalCount: 20 },
      kestraTenant: { tenantId: 'main', ...{ members: none, groups: none, invitations: none } },
    });
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.versions])).toEqual(
      Array(3).fill(['UNSUPPORTED_BY_VERSION', ['2.0', '1.3']]),
    );
  } finally {
    await old.close();
  }
});

test('1.3 is asked by its own parameters', async () => {
  const before = await graphOver({ platforms: ['kestra'], kestraVersion: '1.3', users: 20 });
  try {
    const { data } = await before.ask<Data, never>(
      '{ kestraTenant { members(type: STANDARD, search: "ada") { nodes { roles { permissions { resource actions } } } } groups(search: "DEV") { nodes { name description } } invitations(status: EXPIRED) { nodes { email } } serviceAccounts { nodes { name } } } }',
    );
    expect(data.kestraTenant.groups.nodes).toEqual([{ name: 'Developers', description: '' }]);
    expect((await before.calls()).filter((call) => !call.includes('tenant-access/')).toSorted()).toEqual([
      `GET ${at}/groups/${group('main', 'Developers')}`,
      `GET ${at}/groups/search?q=DEV&sort=name:asc&page=1&size=20`,
      `GET ${at}/invitations/search?status=EXPIRED&sort=email:asc&page=1&size=20`,
      `GET ${at}/tenant-access?${filter('q', 'ada')}&type=STANDARD&page=1&size=20`,
      `GET ${at}/tenant-access?type=SERVICE_ACCOUNT&page=1&size=20`,
    ]);
  } finally {
    await before.close();
  }
});
