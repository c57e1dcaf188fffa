import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

interface Set {
  readonly id: string;
  readonly permissionSetId: string;
  readonly name: string;
}

describe("a tenant's own roles on Run:ai 3.0", () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ version: '3.0', users: 5 });
  });
  afterAll(() => facade.close());

  test.each([1, 20])(
    'what the sets of %i roles allow costs a call for each set, and no more than is estimated',
    async (first) => {
      const { extensions } = await facade.ask<object, object>(
        'query ($first: Int!) { runaiRoles(first: $first) { nodes { permissionSets { permissions { group } } } } }',
        { first },
        { headers: { 'x-explain': '1' } },
      );
      const { cost } = extensions as { readonly cost: { readonly asked: number; readonly actual: number } };
      expect(cost.actual).toBeGreaterThan(11);
      expect(cost.actual).toBeLessThanOrEqual(cost.asked);
      expect(cost.asked).toBeLessThan(60);
    },
  );

  test('are created, changed and deleted', async () => {
    const { data: known } = await facade.ask<{ runaiRoles: { nodes: { permissionSets: Set[] }[] } }, never>(
      '{ runaiRoles(first: 1) { nodes { permissionSets { id permissionSetId name } } } }',
    );
    const [one, two] = known.runaiRoles.nodes[0]?.permissionSets ?? [];
    const role = '__typename ... on Failure { code } ... on ValidationFailure { issues { path code } }';
    const fields = 'role { id roleId name description isEnabled permissionSets { name } permissions { actions } }';
    const create = `mutation ($input: CreateRunaiRoleInput!) { it: createRunaiRole(input: $input) { ${role} ... on CreateRunaiRolePayload { ${fields} } } }`;
    const update = `mutation ($input: UpdateRunaiRoleInput!) { it: updateRunaiRole(input: $input) { ${role} ... on UpdateRunaiRolePayload { ${fields} } } }`;
    const remove = `mutation ($id: ID!) { it: deleteRunaiRole(input: { roleId: $id }) { ${role} ... on DeleteRunaiRolePayload { deletedId roleId } } }`;
    const ask = async (document: string, variables: object) =>
      (await facade.ask<{ it: { role: { id: string; roleId: string } } }, object>(document, variables)).data.it;

    const input = { name: 'Keeper', description: 'keeps', permissionSetIds: [one?.id, two?.permissionSetId] };
    const created = await ask(create, { input });
    const sets = [{ name: one?.name }, { name: two?.name }];
    expect(created.role).toMatchObject({ name: 'Keeper', description: 'keeps', isEnabled: true, permissionSets: sets });
    expect(await ask(create, { input })).toMatchObject({ __typename: 'ConflictFailure' });

    const { id, roleId } = created.role;
    await facade.forgetCalls();
    const changed = await ask(update, { input: { roleId, isEnabled: false, kubernetesRole: 'view' } });
    expect(changed.role).toMatchObject({
      name: 'Keeper',
      description: 'keeps',
      isEnabled: false,
      permissionSets: sets,
    });
    const at = `/api/v2/authorization/roles/${roleId}`;
    expect(await facade.calls()).toEqual([`GET ${at}`, `PUT ${at}`]);
    expect(await readPlatform(facade, at)).toMatchObject({ kubernetesPermissions: { predefinedRole: 'view' } });

    const misnamed = { input: { roleId: id, permissionSetIds: ['no uuid'] } };
    expect(await ask(update, misnamed)).toMatchObject({
      __typename: 'ValidationFailure',
      issues: [{ path: ['permissionSetIds', '0'], code: 'INVALID_FORMAT' }],
    });
    expect(await ask(update, { input: { roleId: '53142648', name: 'x' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await ask(remove, { id })).toEqual({ __typename: 'DeleteRunaiRolePayload', deletedId: id, roleId });
    expect(await ask(remove, { id: roleId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('before 3.0 they cannot be changed, which costs no call', async () => {
    const older = await graphOver({ version: '2.24', users: 1 });
    const versions = { __typename: 'UnsupportedFailure', versions: ['3.0'] };
    const { data } = await older.ask<object, never>(
      `mutation {
        a: createRunaiRole(input: { name: "a", description: "" }) { ...F }
        b: updateRunaiRole(input: { roleId: "1" }) { ...F }
        c: deleteRunaiRole(input: { roleId: "1" }) { ...F }
      }
      fragment F on UnsupportedFailure { __typename versions }`,
    );
    expect(data).toEqual({ a: versions, b: versions, c: versions });
    expect(await older.calls()).toEqual([]);
    await older.close();
  });
});
