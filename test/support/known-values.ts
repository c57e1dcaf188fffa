import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import type { GraphQLNamedType } from 'graphql';
import { encodeCursor } from '../../src/paging/cursor.ts';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import type { Draw } from './arbitraries.ts';
import type { Facade } from './facade.ts';
import type { Leaf } from './random-operation.ts';

interface Row {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
}
interface Named {
  readonly id: string;
}
interface KestraRow extends Row {
  readonly tenants: readonly Named[];
  readonly authMethods: readonly Named[];
  readonly groups: readonly Named[];
  readonly apiTokens: { readonly nodes: readonly Named[] };
}
interface Page<Row> {
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
  readonly pageCursors: { readonly around: readonly { readonly cursor: string | null }[] };
  readonly nodes: readonly Row[];
}

/** The objects that belong to access rules and to a tenant. A version that lacks some of them has none to find. */
const others = `{
  accessRules(first: 5) { nodes { id own: ruleId } }
  runaiRoles(first: 5) { nodes { id own: roleId permissionSets { id own: permissionSetId } } }
  kestraTenant {
    id own: tenantId
    members(first: 5) { nodes { id own: userId } } groups(first: 5) { nodes { id own: groupId } }
    roles(first: 5) { nodes { id own: roleId } } bindings(first: 5) { nodes { id own: bindingId } }
    invitations(first: 3) { nodes { id own: invitationId } } serviceAccounts(first: 2) { nodes { id own: serviceAccountId } }
  }
}`;

/** The ids of all objects in an answer, by their types: the global ones and those of the platform. */
function idsIn(value: unknown, found: Record<string, string[]> = {}): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  const { id, own }: { id?: unknown; own?: unknown } = value;
  if (typeof id === 'string' && typeof own === 'string') {
    found[decodeGlobalID(id).typename] = [...(found[decodeGlobalID(id).typename] ?? []), id, own];
  }
  for (const inner of Object.values(value)) idsIn(inner, found);
  return found;
}

/** Values that mean something to a facade of both platforms, so that random operations find what they ask for. */
export async function knownValues(facade: Facade): Promise<Leaf> {
  const page = (more = '') =>
    `pageInfo { startCursor endCursor } pageCursors { around(pages: 3) { cursor } } nodes { id userId username ${more} }`;
  const below = 'tenants { id } authMethods { id } groups { id } apiTokens { nodes { id } }';
  const { data } = await facade.ask<{ users: Page<Row>; kestraUsers: Page<KestraRow>; account: Named }, object>(
    `{ users(first: 30) { ${page()} } kestraUsers(first: 30) { ${page(below)} } account: kestraServiceAccount(by: { serviceAccountId: "${serviceAccounts[0]?.id}" }) { id } }`,
  );
  const { users, kestraUsers, account } = data;
  const ids = idsIn((await facade.ask<unknown, never>(others)).data);
  const idsOf = (...types: string[]) => [...types.flatMap((type) => ids[type] ?? []), 'nobody', '1'];
  const inner = [
    account,
    ...kestraUsers.nodes
      .slice(0, 3)
      .flatMap(({ tenants, authMethods, groups, apiTokens }) => [tenants, authMethods, groups, apiTokens.nodes].flat()),
    ...Object.values(ids).flatMap(([id]) => (id === undefined ? [] : [{ id }])),
  ].map(({ id }) => id);
  const rows = [...users.nodes, ...kestraUsers.nodes];
  const cursors = [users, kestraUsers].flatMap(({ pageInfo, pageCursors }) => [
    ...[pageInfo.startCursor, pageInfo.endCursor],
    ...pageCursors.around.flatMap(({ cursor }) => cursor ?? []),
  ]);
  // Of a row that is elsewhere, and of places where no row ever was: they hold for the list all the same.
  const [first] = users.nodes;
  const made = [40, 10_000, 2_000_000_000].flatMap((offset) =>
    [first?.id ?? '', 'nobody'].map((id) => encodeCursor('runai.users {}', { offset, id })),
  );
  const texts = {
    after: [...cursors, ...made, 'no cursor'],
    before: [...cursors, ...made, 'no cursor'],
    id: [...rows.map(({ id }) => id), ...inner, ...inner, ...rows.map(({ userId }) => userId), 'nobody', ''],
    userId: [...rows.flatMap(({ id, userId }) => [id, userId]), ...idsOf('KestraTenantMember'), '..'],
    groupId: [...idsOf('KestraGroup'), ...['platform', 'research'].map((name) => encodeGlobalID('Group', name))],
    roleId: idsOf('RunaiRole', 'KestraRole'),
    ruleId: idsOf('AccessRule'),
    permissionSetId: idsOf('RunaiPermissionSet'),
    bindingId: idsOf('KestraBinding'),
    invitationId: idsOf('KestraInvitation'),
    serviceAccountId: idsOf('KestraServiceAccount'),
    holderId: idsOf('KestraTenantMember', 'KestraGroup'),
    username: [
      ...rows.map(({ username }) => username),
      ...rows.map(({ username }) => username.toUpperCase()),
      'a,b',
      'a',
      '',
    ],
    search: ['a', 'an', ...users.nodes.slice(0, 3).map(({ username }) => username), 'nobody at all', ''],
    name: ['platform', 'research', 'ci-token', 'nothing', 'System administrator'],
    tenantId: ['main', 'nowhere', '../users', '1001', ...idsOf('KestraTenant')],
    email: ['new@example.com', 'no address', first?.username ?? ''],
  } as const;
  const anything = [...texts.id, ...texts.username, ...texts.search, ...texts.name];
  const names: Readonly<Record<string, readonly string[]>> = {
    ...texts,
    ...{ ids: texts.id, userIds: texts.userId, memberIds: texts.userId, groupIds: texts.groupId },
    ...{ ruleIds: texts.ruleId, permissionSetIds: texts.permissionSetId },
  };

  return ({ name: type }: GraphQLNamedType, name: string, draw: Draw) => {
    if (type === 'Int')
      return draw.pick([2, 3, 5, 8, 20, 21, 60, 100, 1, 0, 2, 3, 5, 8, 20, 21, 60, 100, 500, -1, 501, 2 ** 31 - 1]);
    if (type === 'Boolean') return draw.int(0, 1) === 1;
    if (type === 'DateTime')
      return draw.pick(['2024-01-01T00:00:00Z', '2025-06-30T12:00:00.5+02:00', '2099-12-31T23:59:59Z']);
    if (type === 'Duration') return draw.pick(['P30D', 'PT1H', 'P1M']);
    if (type === '_Any') {
      const row = draw.pick(rows);
      return draw.pick([
        { __typename: 'User', id: row?.id },
        { __typename: 'User', username: row?.username },
        { __typename: 'KestraUser', userId: row?.userId },
        { __typename: 'KestraUser', username: row?.username },
        { __typename: 'Group', name: draw.pick(texts.name) },
        ...inner.map((id) => ({ __typename: decodeGlobalID(id).typename, id })),
        { __typename: 'Nothing' },
      ]);
    }
    return draw.pick(names[name] ?? anything);
  };
}
