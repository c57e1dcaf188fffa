import { isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { printSubgraph } from '../../src/graph/subgraph-sdl.ts';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'], version: '3.0', kestraVersion: '2.0', users: 20 });
});
afterAll(() => facade.close());
beforeEach(() => Promise.all(facade.sandboxes.map((sandbox) => sandbox.forgetCalls())));

test('every node is an entity', async () => {
  const schema = await buildSchema(['runai', 'kestra']);
  const sdl = printSubgraph(schema);
  const nodes = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
  );
  expect(nodes.length).toBeGreaterThan(12);
  for (const { name } of nodes) expect(sdl).toContain(`type ${name} implements Node @key(fields: "id")`);
});

type Row = Readonly<Record<string, string>>;
interface Found {
  readonly accessRules: { nodes: Row[] };
  readonly runaiRoles: { nodes: (Row & { permissionSets: Row[] })[] };
  readonly kestraTenant: Row & Record<'members' | 'roles' | 'bindings' | 'invitations' | 'groups', { nodes: Row[] }>;
}

const fields = {
  AccessRule: 'ruleId',
  RunaiRole: 'roleId',
  RunaiPermissionSet: 'permissionSetId',
  KestraTenant: 'tenantId',
  KestraTenantMember: 'userId',
  KestraRole: 'roleId',
  KestraBinding: 'bindingId',
  KestraInvitation: 'invitationId',
  KestraGroup: 'groupId',
};

test('a gateway finds each by its id, and by the id of the platform where that alone leads to it', async () => {
  const { data } = await facade.ask<Found, never>(`{
    accessRules(first: 1) { nodes { id ruleId } }
    runaiRoles(first: 1) { nodes { id roleId permissionSets { id permissionSetId } } }
    kestraTenant {
      id tenantId
      members(first: 1) { nodes { id userId } } roles(first: 1) { nodes { id roleId } }
      bindings(first: 1) { nodes { id bindingId } } invitations(first: 1) { nodes { id invitationId } }
      groups(first: 1) { nodes { id groupId } }
    }
  }`);
  const { members, roles, bindings, invitations, groups, ...tenant } = data.kestraTenant;
  const [ruleOfAll, roleOfAll] = [data.accessRules.nodes[0], data.runaiRoles.nodes[0]];
  const { permissionSets: [set] = [], ...role }: { permissionSets?: Row[]; id?: string } = roleOfAll ?? {};
  const rows = [
    ruleOfAll,
    role,
    set,
    tenant,
    ...[members, roles, bindings, invitations, groups].map(({ nodes }) => nodes[0]),
  ];
  const types = Object.keys(fields);
  const byId = rows.map((row, index) => ({ __typename: types[index], id: row?.id }));
  const byOwnKey = rows.slice(0, 4).map((row, index) => ({ __typename: types[index], ...row, id: undefined }));
  const answer = await facade.ask<{ _entities: Row[] }, object>(
    `query ($of: [_Any!]!) { _entities(representations: $of) {
      __typename ${Object.entries(fields)
        .map(([type, field]) => `... on ${type} { id ${field} }`)
        .join(' ')}
    } }`,
    { of: [...byId, ...byOwnKey] },
  );
  expect(answer.errors).toBeUndefined();
  const expected = rows.map((row, index) => ({ __typename: types[index], ...row }));
  expect(answer.data._entities).toEqual([...expected, ...expected.slice(0, 4)]);
});

test.each([
  ['of another type', { __typename: 'KestraRole', id: btoa('User:x') }, 'BAD_USER_INPUT'],
  ['that the tenant does not have', { __typename: 'KestraRole', id: btoa('KestraRole:["main","none"]') }, 'NOT_FOUND'],
  ['that no role can have', { __typename: 'RunaiRole', roleId: 'x' }, 'NOT_FOUND'],
  ['that is absent', { __typename: 'AccessRule' }, 'BAD_USER_INPUT'],
])('an id %s is null with an error of its own', async (_, representation, code) => {
  const { data, errors } = await facade.ask<{ _entities: unknown[] }, object>(
    'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
    { of: [representation, { __typename: 'KestraTenant', tenantId: 'main' }] },
  );
  expect(data._entities).toEqual([null, { __typename: 'KestraTenant' }]);
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 0], code]]);
});
